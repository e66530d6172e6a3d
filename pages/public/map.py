"""Page „Karte“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.map.page import show_map_page

show_map_page(context.current_store())
