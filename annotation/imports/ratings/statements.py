"""What staged rows are judged and stored with: SQL, each statement named for what it does."""

FORGET_STAGED = "DROP TABLE IF EXISTS staged"
CREATE = """
CREATE TEMPORARY TABLE staged (
    row bigint PRIMARY KEY, line bigint, item text NOT NULL, rater text, content jsonb NOT NULL,
    elapsed_ms integer, plays integer, submitted_at timestamptz,
    repeat integer, trial text, nth integer, base text)
"""
SORT_MEMORY = "128MB"  # a million staged rows are sorted on their way into the ratings
# A dialect in which JSON needs no quoting: half the work of commas and quotation marks.
DELIMITER, QUOTE = "\x1f", "\x01"
STAGED = "row, line, item, rater, content, elapsed_ms, plays, submitted_at, repeat, trial"
COPY_STAGED = (
    f"COPY staged ({STAGED}) FROM STDIN (FORMAT csv, DELIMITER '{DELIMITER}', QUOTE '{QUOTE}')"
)

# Presentations of an item to a rater that only an order tells apart: numbers before texts.
COUNT_TRIALS = """
UPDATE staged SET repeat = ordered.nth
FROM (SELECT row, dense_rank() OVER (
          PARTITION BY item, rater
          ORDER BY CASE WHEN trial ~ '^[+-]?[0-9]+([.][0-9]+)?$' THEN trial::numeric END, trial
      ) AS nth
      FROM staged WHERE trial IS NOT NULL) AS ordered
WHERE ordered.row = staged.row
"""
# Rows of one presentation of an item to a rater (or of one item, for votes) beyond the first.
REPEATED = """
SELECT row, line, item, rater, coalesce(repeat, 1), content::text FROM staged
WHERE (item, coalesce(rater, ''), coalesce(repeat, 1)) IN (
    SELECT item, coalesce(rater, ''), coalesce(repeat, 1) FROM staged
    GROUP BY 1, 2, 3 HAVING count(*) > 1)
ORDER BY item, rater, coalesce(repeat, 1), row
"""
# Further presentations are items of their own, called after the one that is repeated.
NAME_REPEATS = """
UPDATE staged SET base = item, item = item || %(mark)s || repeat WHERE repeat > 1
"""
REPEATS = "SELECT DISTINCT item, base FROM staged WHERE base IS NOT NULL ORDER BY 1"
ROWS_OF_REPEATS = "SELECT row, line, item FROM staged WHERE item = ANY(%(items)s) ORDER BY row"
NEW_REPEATS = """
SELECT staged.item, base, count(*) FROM staged
LEFT JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
WHERE item.id IS NULL AND base IS NOT NULL GROUP BY staged.item, base ORDER BY min(row)
"""

# What is stored already, to hold against the staged rows: the last answers of each rater, or the
# votes of each item counted by label.
STORED_RATINGS = """
SELECT DISTINCT ON (rating.item_id, rating.rater_id)
       item.key AS item, rater.external_id AS rater, rating.answers AS content
FROM annotation_rating AS rating
JOIN annotation_item AS item ON item.id = rating.item_id
JOIN annotation_rater AS rater ON rater.id = rating.rater_id AND rater.user_id IS NULL
WHERE rating.project_id = %(project)s
ORDER BY rating.item_id, rating.rater_id, rating.revision DESC
"""
STORED_VOTES = """
SELECT item, NULL::text AS rater, jsonb_object_agg(label, n) AS content
FROM (SELECT item.key AS item, rating.answers #>> ARRAY[%(question)s, 'value'] AS label,
             count(*) AS n
      FROM annotation_rating AS rating
      JOIN annotation_item AS item ON item.id = rating.item_id
      WHERE rating.project_id = %(project)s AND rating.rater_id IS NULL
        AND rating.answers ? %(question)s
      GROUP BY 1, 2) AS counted
GROUP BY item
"""
FORGET_KNOWN = "DROP TABLE IF EXISTS known"
KNOWN = """
CREATE TEMPORARY TABLE known AS
SELECT staged.row, staged.content = stored.content AS same, stored.content::text AS content
FROM staged JOIN ({stored}) AS stored
  ON stored.item = staged.item AND stored.rater IS NOT DISTINCT FROM staged.rater
"""
CONFLICTS = """
SELECT row, line, item, rater, known.content FROM known JOIN staged USING (row)
WHERE NOT same ORDER BY row
"""
DROP_KNOWN = "DELETE FROM staged USING known WHERE known.row = staged.row"

UNKNOWN_ITEMS = """
SELECT row, line, coalesce(base, staged.item) FROM staged
LEFT JOIN annotation_item AS item
  ON item.project_id = %(project)s AND item.key = coalesce(base, staged.item)
WHERE item.id IS NULL ORDER BY row
"""
NEW_ITEMS = """
SELECT staged.item, sum({votes}) FROM staged
LEFT JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
WHERE item.id IS NULL AND base IS NULL GROUP BY staged.item ORDER BY min(row)
"""
COPY_ITEMS = """
COPY annotation_item (project_id, key, place, wanted, taken, rated, attributes)
FROM STDIN (FORMAT csv)
"""
NEW_RATERS = """
INSERT INTO annotation_rater (project_id, external_id, cursor, submitted, elapsed_ms)
SELECT %(project)s, rater, -1, 0, 0 FROM staged WHERE rater IS NOT NULL
GROUP BY rater ORDER BY min(row)
ON CONFLICT DO NOTHING
"""
# The key says what the row says (a UUID of version 8, RFC 9562, from a SHA-256 of it), so that no
# two imports of the same row can both store it.
CLIENT_KEY = """
overlay(overlay(left(encode(sha256(convert_to(
    concat_ws(chr(31), %(project)s::text, {parts}), 'UTF8')), 'hex'), 32)
    PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid
"""
STORE = """
INSERT INTO annotation_rating (project_id, item_id, rater_id, scheme_id, revision, client_key,
                               answers, elapsed_ms, plays, submitted_at, source, role)
SELECT %(project)s, item.id, {rater}, %(scheme)s, 1, {key}, {answers},
       staged.elapsed_ms, staged.plays, staged.submitted_at, 'import', item.role
FROM staged
JOIN annotation_item AS item ON item.project_id = %(project)s AND item.key = staged.item
{sources}
ORDER BY row
"""
STORE_RATINGS = STORE.format(
    rater="rater.id",
    answers="staged.content",
    key=CLIENT_KEY.format(parts="staged.item, staged.rater, staged.content::text"),
    sources="""JOIN annotation_rater AS rater
  ON rater.project_id = %(project)s AND rater.external_id = staged.rater
 AND rater.user_id IS NULL""",
)
# Of people nobody knows, equal rows are different people: the n-th of them is always the same one.
NUMBER_UNKNOWN = """
UPDATE staged SET nth = numbered.nth
FROM (SELECT row, row_number() OVER (PARTITION BY item, content ORDER BY row) AS nth
      FROM staged) AS numbered
WHERE numbered.row = staged.row
"""
UNKNOWN_KEY = CLIENT_KEY.format(parts="staged.item, staged.content::text, staged.nth::text")
DROP_BY_KEY = """
DELETE FROM staged USING annotation_rating AS rating
WHERE rating.project_id = %(project)s AND rating.client_key = {key}
"""
DROP_KNOWN_UNKNOWN = DROP_BY_KEY.format(key=UNKNOWN_KEY)
STORE_UNKNOWN = STORE.format(rater="NULL", answers="staged.content", key=UNKNOWN_KEY, sources="")
STORE_VOTES = STORE.format(
    rater="NULL",
    answers="""jsonb_build_object(%(question)s::text,
               jsonb_build_object('value', vote.key))""",
    key=CLIENT_KEY.format(parts="staged.item, %(question)s::text, vote.key, k::text"),
    sources="""CROSS JOIN jsonb_each_text(staged.content) AS vote
CROSS JOIN generate_series(1, vote.value::int) AS k""",
)

# An imported rating is one that the item need no longer wait for; gold and the like wait for none.
COUNT_ITEMS = """
UPDATE annotation_item AS item
SET rated = rated + n, taken = least(wanted, taken + n)
FROM (SELECT item, sum({votes}) AS n FROM staged GROUP BY item) AS came
WHERE item.project_id = %(project)s AND item.key = came.item AND n > 0 AND item.role = 'normal'
"""
# In one order, as all do who lock several items.
LOCK_ITEMS = """
SELECT id FROM annotation_item
WHERE project_id = %(project)s AND role = 'normal' AND key IN (SELECT item FROM staged)
ORDER BY id FOR NO KEY UPDATE
"""
ONE_VOTE = "1"
VOTES_COUNTED = "coalesce((SELECT sum(value::int) FROM jsonb_each_text(content)), 0)"
COUNT_RATERS = """
UPDATE annotation_rater AS rater
SET submitted = submitted + n, elapsed_ms = rater.elapsed_ms + came.elapsed_ms
FROM (SELECT rater, count(*) AS n, coalesce(sum(staged.elapsed_ms), 0) AS elapsed_ms
      FROM staged JOIN annotation_item AS item
        ON item.project_id = %(project)s AND item.key = staged.item AND item.role = 'normal'
      GROUP BY rater) AS came
WHERE rater.project_id = %(project)s AND rater.external_id = came.rater
  AND rater.user_id IS NULL
"""
