"""The pages that belong to no single room, and what makes the site an app.

Home, club, me, the record's page, manifest, service worker, offline page.
"""
