package io.hindsight.readmodel.past;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of the views a question needs: only the events of that part are folded. */
public sealed interface Slice {

  /** All items. */
  record Catalog() implements Slice {}

  /** One item. */
  record Item(ItemId item) implements Slice {}

  record Profile(SubjectId subject) implements Slice {}

  /**
   * What one person did.
   *
   * @param occurredBy only what had happened by then; null: all
   */
  record History(SubjectId subject, @Nullable Instant occurredBy) implements Slice {}

  /**
   * One person's features.
   *
   * @param occurredBy only what had happened by then; null: all
   */
  record PersonFeatures(SubjectId subject, @Nullable Instant occurredBy) implements Slice {}

  /**
   * One item's features, and the item.
   *
   * @param occurredBy only what had happened by then; null: all
   */
  record ItemFeatures(ItemId item, @Nullable Instant occurredBy) implements Slice {}

  /** All placements. */
  record Placements() implements Slice {}

  /** One placement. */
  record Placement(PlacementId placement) implements Slice {}

  /** All models. */
  record Models() implements Slice {}

  /** How good the data are that came in: of everything. */
  record Quality() implements Slice {}

  /** One erasure. */
  record Erasure(ErasureId erasure) implements Slice {}

  /** Nothing: of somebody whom nobody knows. */
  record Nothing() implements Slice {}
}
