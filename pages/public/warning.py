"""Page „Frühwarnung“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.warning.page import show_warning_page

show_warning_page(context.current_store())
