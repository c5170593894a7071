package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps views in generations. One generation of a view is live; others are being built beside it.
 * One writer a generation.
 */
public interface ViewStore extends ViewReader, AutoCloseable {

  /**
   * Remembers which log the views are made from. Without this check, views that are ahead of a log
   * restored from a copy would ignore its new events in silence.
   *
   * @throws ForeignViews if the views belong to another log, or have seen more than the log holds
   */
  void bind(String logId, LogPosition head);

  /**
   * The live generation. Where there is none of the definition's schema, a new and empty one
   * becomes live: rows of another shape cannot be read.
   */
  <T> ViewGeneration<T> live(ViewDefinition<T> view);

  /** An existing generation of the definition's schema, or a new and empty one. */
  <T> ViewGeneration<T> open(ViewDefinition<T> view, int number);

  /** The numbers of the generations that exist, ascending. */
  List<Integer> generations(ViewDefinition<?> view);

  /** From the next read on, this generation is the live one. Durable. */
  void switchTo(ViewDefinition<?> view, int number);

  /**
   * Notes what a generation is for, durably; the generation need not exist yet. Goes when it is
   * dropped.
   *
   * @param purpose empty for one that is to become the live one
   */
  void note(ViewDefinition<?> view, int number, String purpose);

  /** What was noted; empty where nothing was. */
  String purpose(ViewDefinition<?> view, int number);

  /**
   * Removes a generation that is not live, rows and all.
   *
   * @return false where readers at work keep pieces of it in the store's files: {@link #scrub}
   *     overwrites them
   */
  boolean drop(ViewDefinition<?> view, int number);

  /**
   * Leaves nothing in any file of what was deleted from it. May take as long as copying all views.
   *
   * @return false where readers at work prevented it, or another scrub is under way: try again
   */
  boolean scrub();

  /**
   * Finds the rows that two generations do not have alike, in the order of their keys. Both must
   * stand at one position, and are compared as they are then.
   *
   * @param fixed called once that state is held: from then on both may be written again
   * @throws ViewGeneration.PositionConflict if they stand at different positions
   */
  <T> void compare(
      ViewDefinition<T> view,
      int one,
      int other,
      Runnable fixed,
      Consumer<RowDifference<T>> consumer);

  @Override
  void close();
}
