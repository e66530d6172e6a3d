"""Page „Barrierefreiheit“."""

from sozialmonitor.ui.site_page import show_site_page

show_site_page("barrierefreiheit")
