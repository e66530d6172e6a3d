"""Page „Quellen und Methoden“."""

from sozialmonitor.ui import context
from sozialmonitor.ui.sources_page import (
    show_boundaries,
    show_figures,
    show_head,
    show_methods,
    show_sources,
    show_typologies,
)
from sozialmonitor.views.sources_view import build_sources_view

store = context.current_store()
selection = context.current_selection(store)
view = build_sources_view(store, selection.monitor)

show_head(view)
show_sources(view)
show_boundaries(view)
show_figures(view)
show_typologies(view)
show_methods(view)
