#!/usr/bin/env python3
"""Makes the two examples from real data: the web shop and the road-traffic fines.

usage: scripts/make_examples.py FOLDER

FOLDER holds the raw logs, packed: `ecom_events.csv.gz` (retentioneering 5.2.4, Apache-2.0) and
`traffic_fines.csv.gz` (eventdataR, MIT; doi 10.4121/uuid:270fd440-1057-4fb9-89a9-b699b47990f5).
Each log is cut into cases and counted (`tests/journeys/*-counts.csv`), the counts are opened by
our own reader, named and sorted into stages here, laid out, and written to `examples/journeys`.
"""

import csv
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parent.parent


def cases(path, case, activity, time):
    """Activities by case, in a stable order: by time, then as they stand in the file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [(row[case], row[time], row[activity]) for row in csv.DictReader(file)]
    by_case = {}
    for name, at, what in sorted(rows, key=lambda row: time_of(row[1])):
        by_case.setdefault(name, []).append(what)
    return by_case.values()


def time_of(text):
    """Epoch seconds as a number; a date of the form YYYY-MM-DD hh:mm:ss as it stands."""
    try:
        return (float(text), "")
    except ValueError:
        return (0.0, text)


def shop_walks(folder):
    """A session ends well at its first purchase; one without a purchase is dropped."""
    for steps in cases(folder / "ecom_events.csv.gz", "session_id", "event", "timestamp"):
        if "purchase" in steps:
            yield steps[: steps.index("purchase") + 1] + ["(success)"]
        else:
            yield steps + ["(drop)"]


def fine_walks(folder):
    """A fine ends by its last event: paid, sent to collection, or still open."""
    ends = {"Payment": "(success)", "Send for Credit Collection": "(collection)"}
    for steps in cases(folder / "traffic_fines.csv.gz", "case_id", "activity", "timestamp"):
        yield steps + [ends.get(steps[-1], "(open)")]


def count(walks, path):
    """Writes the transition counts, self-loops included, and gives the path back."""
    counts = Counter()
    for steps in walks:
        counts.update(zip(["(start)"] + steps, steps))
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["from", "to", "count"])
        rows = sorted(counts.items(), key=lambda row: (row[0][0] != "(start)", row[0]))
        writer.writerows([source, target, number] for (source, target), number in rows)
    return path


def tidied(path):
    """Opens a file with our own reader, laid out, as our JSON."""
    command = ["cargo", "run", "--quiet", "--no-default-features", "--example", "tidy", "--", str(path)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def dressed(counts, look):
    """The counted journey with readable names, stages, channels and owners."""
    journey = json.loads(tidied(counts))
    for table in ("stages", "channels", "owners", "evidence"):
        journey[table] = look.get(table, [])
    journey.update(look["about"])
    journey["segments"][0]["name"] = look["customers"]
    for touchpoint in journey["touchpoints"]:
        touchpoint.update(look["touchpoints"][touchpoint["id"]])
    for outcome in journey["outcomes"]:
        outcome.update(look["outcomes"][outcome["id"]])
    order = list(look["touchpoints"])
    journey["touchpoints"].sort(key=lambda touchpoint: order.index(touchpoint["id"]))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(journey, file)
        file.flush()
        return tidied(file.name)


def at(name, stage, channel, owner=None, **more):
    """How a touchpoint looks."""
    look = {"name": name, "stage": stage, "channel": channel, **more}
    return {**look, "owner": owner} if owner else look


SHOP = {
    "about": {
        "title": "Web shop: 3,605 sessions",
        "goal": "Find something worth having and get it home",
        "currency": "USD",
        "period": "all",
        "notes": "Counted from the log of a synthetic web shop: 31,106 events in 3,605 sessions of 600 "
        "people, January to June 2024. Source: the data set ecom of retentioneering 5.2.4, Apache-2.0. "
        "A session ends well at its first purchase; every other session is counted as left where it "
        "stopped. Repeated events are kept as loops.",
    },
    "customers": "All sessions",
    "stages": [
        {"id": "browse", "name": "Browse", "phase": "before"},
        {"id": "decide", "name": "Decide", "phase": "before"},
        {"id": "cart", "name": "Cart", "phase": "at"},
        {"id": "checkout", "name": "Checkout", "phase": "at"},
    ],
    "channels": [
        {"id": "web", "name": "Web shop", "kind": "digital", "icon": "web"},
        {"id": "chat", "name": "Chat", "kind": "human", "icon": "chat"},
    ],
    "evidence": [
        {
            "id": "log",
            "source": "Event log of the web shop",
            "kind": "log",
            "date": "2024-06",
            "sample_size": 3605,
            "link": "https://github.com/retentioneering/retentioneering-tools",
            "note": "Transition counts of all sessions; data set ecom of retentioneering 5.2.4, Apache-2.0.",
        }
    ],
    "touchpoints": {
        "home": at("Home page", "browse", "web"),
        "promo_page": at("Promotion", "browse", "web"),
        "catalog": at("Catalogue", "browse", "web"),
        "search": at("Search", "browse", "web"),
        "filter_results": at("Filter results", "browse", "web"),
        "product_view": at("Product page", "decide", "web"),
        "compare": at("Compare products", "decide", "web"),
        "review_page": at("Reviews", "decide", "web"),
        "wishlist_add": at("Add to wish list", "decide", "web"),
        "account_page": at("Account", "decide", "web"),
        "error_page": at("Error page", "decide", "web"),
        "support_chat": at("Support chat", "decide", "chat"),
        "add_to_cart": at("Add to cart", "cart", "web"),
        "cart": at("Cart", "cart", "web", moment_of_truth=True),
        "shipping_details": at("Shipping details", "checkout", "web"),
        "payment_details": at("Payment details", "checkout", "web", moment_of_truth=True),
        "payment_error": at("Payment error", "checkout", "web"),
        "checkout_bug": at("Checkout fault", "checkout", "web"),
        "purchase": at("Purchase", "checkout", "web"),
    },
    "outcomes": {"(success)": {"name": "Bought"}},
}

FINES = {
    "about": {
        "title": "Road-traffic fines: 10,000 cases",
        "goal": "Settle a fine without more trouble than it is worth",
        "currency": "EUR",
        "period": "all",
        "notes": "Counted from the log of an Italian police office: 10,000 fines, 34,724 events, 2006 to "
        "2012. Source: de Leoni & Mannhardt 2015, Road Traffic Fine Management Process, 4TU, doi "
        "10.4121/uuid:270fd440-1057-4fb9-89a9-b699b47990f5; the sample is that of eventdataR, MIT. A fine "
        "ends by its last event: paid, sent to credit collection, or still open when the log was taken; "
        "open is no drop-off.",
    },
    "customers": "All fines",
    "stages": [
        {"id": "fined", "name": "Fined"},
        {"id": "told", "name": "Told"},
        {"id": "appeal", "name": "Appeal"},
        {"id": "due", "name": "Due"},
    ],
    "channels": [
        {"id": "street", "name": "On the street", "kind": "human", "icon": "person"},
        {"id": "letter", "name": "Letter", "kind": "physical", "icon": "mail"},
        {"id": "file", "name": "Case file", "kind": "digital", "icon": "file"},
        {"id": "court", "name": "Court", "kind": "human", "icon": "court"},
        {"id": "payment", "name": "Payment", "kind": "digital", "icon": "payment"},
    ],
    "owners": [
        {"id": "police", "name": "Police"},
        {"id": "prefecture", "name": "Prefecture"},
        {"id": "judge", "name": "Judge"},
        {"id": "collection", "name": "Credit collection"},
    ],
    "evidence": [
        {
            "id": "log",
            "source": "Event log of the fines office",
            "kind": "log",
            "date": "2012-03",
            "sample_size": 10000,
            "link": "https://doi.org/10.4121/uuid:270fd440-1057-4fb9-89a9-b699b47990f5",
            "note": "Transition counts of a sample of 10,000 fines; eventdataR (MIT), de Leoni & Mannhardt 2015.",
        }
    ],
    "touchpoints": {
        "Create Fine": at("Fine created", "fined", "street", "police", moment_of_truth=True),
        "Send Fine": at("Fine sent", "told", "letter", "police"),
        "Insert Fine Notification": at("Notification delivered", "told", "letter", "police"),
        "Insert Date Appeal to Prefecture": at("Appeal lodged", "appeal", "letter", "prefecture"),
        "Send Appeal to Prefecture": at("Appeal sent on", "appeal", "file", "police", backstage=True),
        "Receive Result Appeal from Prefecture": at("Result received", "appeal", "file", "police", backstage=True),
        "Notify Result Appeal to Offender": at("Result told", "appeal", "letter", "police"),
        "Appeal to Judge": at("Appeal to the judge", "appeal", "court", "judge"),
        "Add penalty": at("Penalty added", "due", "file", "police", backstage=True),
        "Payment": at("Payment", "due", "payment", "police", moment_of_truth=True),
        "Send for Credit Collection": at("Sent for collection", "due", "letter", "collection"),
    },
    "outcomes": {
        "(success)": {"name": "Paid"},
        "(collection)": {"name": "Credit collection", "kind": "loss"},
        "(open)": {"name": "Still open"},
    },
}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    samples, examples = ROOT / "tests/journeys", ROOT / "examples/journeys"
    shop = count(shop_walks(folder), samples / "shop-counts.csv")
    fines = count(fine_walks(folder), samples / "fines-counts.csv")
    (examples / "web-shop.json").write_text(dressed(shop, SHOP), encoding="utf-8")
    (examples / "traffic-fines.json").write_text(dressed(fines, FINES), encoding="utf-8")


if __name__ == "__main__":
    main()
