"""Page „Start“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.start_page import show_detour, show_limits, show_monitors, show_welcome
from sozialmonitor.views.start_view import build_start_view

view = build_start_view(context.current_store())

show_welcome()
show_detour()
show_monitors(view)
show_limits(view)
