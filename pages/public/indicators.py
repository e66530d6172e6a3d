"""Page „Indikatoren“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.indicators_page import show_indicators_page

show_indicators_page(context.current_store())
