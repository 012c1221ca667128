"""Asks for its best, and comes down late to what no agreement is worth to it."""
import itertools, json, sys

games = {}  # by session: (utility, offer) in rising order, and the utility of no agreement

for line in sys.stdin:
    m = json.loads(line)
    if m["type"] == "hello":
        if m["version"] != 1:
            sys.exit("boulware.py: knows version 1 of the talk, not %s" % m["version"])
        p, offers = m["preferences"], itertools.product(*[i["options"] for i in m["space"]])
        if "weights" in p:
            tables = [[w * v for v in values] for w, values in zip(p["weights"], p["values"])]
            p["utilities"] = [sum(terms) + p["bias"] for terms in itertools.product(*tables)]
        games[m["session"]] = sorted(zip(p["utilities"], offers)), m["reserved"]
    elif m["type"] in ("propose", "respond"):
        ranked, reserved = games[m["session"]]
        best, least = ranked[-1][0], max(ranked[0][0], reserved)
        aim = best - (best - least) * m["time"] ** 4
        if best < reserved:
            answer = {"end": True}
        elif m["type"] == "respond" and m["utility"] >= aim:
            answer = {"accept": True}
        else:
            answer = {"offer": next(offer for u, offer in ranked if u >= aim)}
        print(json.dumps({"session": m["session"], "round": m["round"], **answer}), flush=True)
