"""Page „Typologie-Labor“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.lab.page import show_lab_page

show_lab_page(context.current_store())
