"""From a view to folium, Altair and SVG; colours and legends in one place."""
