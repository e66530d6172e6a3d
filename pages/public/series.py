"""Page „Zeitreihen“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.series.page import show_series_page

show_series_page(context.current_store())
