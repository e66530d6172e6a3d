"""Page „Typologie“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.typology.page import show_typology_page

show_typology_page(context.current_store())
