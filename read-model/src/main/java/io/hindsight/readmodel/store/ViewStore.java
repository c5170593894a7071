package io.hindsight.readmodel.store;

import java.util.List;

/**
 * Keeps views in generations. One generation of a view is live; others are being built beside it.
 * One writer a generation.
 */
public interface ViewStore extends ViewReader, AutoCloseable {

  /** The live generation; made empty, with number 1, where the view has none. */
  <T> ViewGeneration<T> live(ViewDefinition<T> view);

  /** An existing generation, or a new and empty one. */
  <T> ViewGeneration<T> open(ViewDefinition<T> view, int number);

  /** The numbers of the generations that exist, ascending. */
  List<Integer> generations(ViewDefinition<?> view);

  /** From the next read on, this generation is the live one. Durable. */
  void switchTo(ViewDefinition<?> view, int number);

  /** Removes a generation that is not live, rows and all. */
  void drop(ViewDefinition<?> view, int number);

  @Override
  void close();
}
