"""Page „Überblick“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.overview.page import show_overview_page

show_overview_page(context.current_store())
