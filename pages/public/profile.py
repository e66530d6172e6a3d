"""Page „Gebietsprofil“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.profile.page import show_profile_page

show_profile_page(context.current_store())
