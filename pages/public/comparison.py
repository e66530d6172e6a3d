"""Page „Vergleich“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.comparison.page import show_comparison_page

show_comparison_page(context.current_store())
