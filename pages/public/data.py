"""Page „Daten“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.data_page import show_data_page

show_data_page(context.current_store())
