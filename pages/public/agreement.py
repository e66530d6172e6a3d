"""Page „Typologien vergleichen“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.agreement_page import show_agreement_page

show_agreement_page(context.current_store())
