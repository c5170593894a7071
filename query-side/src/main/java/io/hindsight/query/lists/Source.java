package io.hindsight.query.lists;

/** From which kind of candidate an item of a list came. */
enum Source {
  /** The model, from the person's history or from the item asked about. */
  MODEL,
  /** Of what the person says they like. */
  STATED,
  /** Much used items of the categories that the person turns to, or of the item asked about. */
  CATEGORY,
  TRENDING,
  POPULAR,
  /** Items that nobody met yet, or not in this window: only ever to fill a list. */
  NEWCOMER
}
