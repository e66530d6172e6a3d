"""Page „Ungleichheit“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.inequality_page import show_inequality_page

show_inequality_page(context.current_store())
