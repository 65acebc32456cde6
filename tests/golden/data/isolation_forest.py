"""Trees and scores of scikit-learn's IsolationForest, and how well it tells planted outliers. Run it with python -P."""

import json
import pathlib

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

random = np.random.default_rng(7)
inliers = random.normal(size=(1900, 3)) * [1, 2, 0.5] + random.normal(size=(1900, 1))
outliers = random.uniform(-8, 8, size=(100, 3))
points = np.concatenate([inliers, outliers]).round(6)
is_outlier = np.r_[np.zeros(1900), np.ones(100)]

forest = IsolationForest(n_estimators=100, max_samples=256, random_state=1).fit(points)
scores = -forest.score_samples(points)
areas = [
    roc_auc_score(is_outlier, -IsolationForest(n_estimators=100, max_samples=256, random_state=k).fit(points).score_samples(points))
    for k in range(20)
]

small = IsolationForest(n_estimators=5, max_samples=64, random_state=2).fit(points)
trees = [
    {
        "feature": [int(max(f, -1)) for f in tree.tree_.feature],
        "threshold": tree.tree_.threshold.tolist(),
        "left": tree.tree_.children_left.tolist(),
        "right": tree.tree_.children_right.tolist(),
        "points": tree.tree_.n_node_samples.tolist(),
    }
    for tree in small.estimators_
]
out = {
    "points": points.T.tolist(),
    "outliers": 100,
    "scores": scores.tolist(),
    "area": {"mean": float(np.mean(areas)), "std": float(np.std(areas, ddof=1))},
    "small": {"sample": 64, "trees": trees, "scores": (-small.score_samples(points[:200])).tolist()},
}
pathlib.Path(__file__).with_name("isolation_forest.json").write_text(json.dumps(out) + "\n")
