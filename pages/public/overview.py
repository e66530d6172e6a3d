"""Page „Überblick“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.overview_page import show_overview_page

show_overview_page(context.current_store())
