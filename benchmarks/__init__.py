"""How fast the map is, measured beside the usual way to build one, in one browser and in one run: ``make bench``.

Three Streamlit servers with the same configuration, one Chromium:

* ``empty``: an app that changes one text. The floor: nothing built on Streamlit can be faster.
* ``usual``: ``folium.Choropleth`` and ``st_folium`` in every rerun, as most Streamlit maps are made.
* ``ours``: the real dashboard with synthetic monitors of 38, 400, 2,000 and 10,997 areas.

A change is timed in the browser, from the press on an option of a selectbox to the task after the frame
that shows the new colours (or the new text).
"""
