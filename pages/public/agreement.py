"""Page „Typologien vergleichen“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.agreement.page import show_agreement_page

show_agreement_page(context.current_store())
