"""Page „Impressum“."""

from sozialmonitor.ui.site_page import show_site_page

show_site_page("impressum")
