package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.AuditAnswer.Without;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.PersonState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Ranks again without one interaction of the person's, all else as it was. Exact, because a model
 * knows no person: each list folds them in from what they did.
 */
public final class WhatIf {
  private static final int MOST = 100;

  /** As deep as a re-ranker looks for the longest list, so that whatever was served is found. */
  static final int DEPTH = 500;

  private final ListInputs inputs;
  private final ListRequest request;
  private final Basis basis;
  private final ListComputer computer = new ListComputer();

  /**
   * @param inputs the states that a personal list was made of
   */
  public WhatIf(ListInputs inputs, ListRequest request, Basis basis) {
    this.inputs = inputs;
    this.request = RequestShape.byScore(request, DEPTH);
    this.basis = basis;
  }

  /**
   * Where an item stands, and with which score.
   *
   * @param rank from 1, by score
   * @param among scores are comparable between lists of the same: the sources of the list's first
   *     item and of this one
   */
  public record Place(int rank, float score, List<String> among) {}

  /**
   * What happens to an item without each of the interactions, those first that move it most.
   *
   * @param complete whether all of them were tried
   */
  public record Worlds(List<Without> without, boolean complete) {}

  /** Empty where the item is not among the first 500. */
  public Optional<Place> place(ItemId item) {
    return place(item, inputs);
  }

  private Optional<Place> place(ItemId item, ListInputs states) {
    RankedList list = computer.compute(states, request, basis.seed(), basis.now());
    for (int i = 0; i < list.size(); i++) {
      if (states.catalog().idOf(list.item(i)).equals(item)) {
        List<String> among = List.of(list.source(0).name(), list.source(i).name());
        return Optional.of(new Place(i + 1, list.score(i), among));
      }
    }
    return Optional.empty();
  }

  /**
   * From the newest interaction on, until the time is over.
   *
   * @param before where the item stands with all of them
   * @param nanoTime a clock to measure with
   */
  public Worlds without(
      PersonState person, ItemId item, Place before, Duration within, LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    List<Without> worlds = new ArrayList<>();
    int tried = 0;
    for (int i = person.size() - 1; i >= 0 && tried < MOST; i--) {
      if (nanoTime.getAsLong() - start > within.toNanos()) {
        break;
      }
      Optional<Place> place = place(item, inputs.withPerson(person.without(person.position(i))));
      worlds.add(
          new Without(
              ListAccount.deed(person, i, inputs.catalog()),
              place.map(Place::rank).orElse(null),
              place.filter(other -> sameScale(before, other)).map(Place::score).orElse(null)));
      tried++;
    }
    worlds.sort(byEffect(before));
    return new Worlds(worlds, tried == person.size());
  }

  private static boolean sameScale(Place before, Place other) {
    return before.among().equals(other.among());
  }

  private static Comparator<Without> byEffect(Place before) {
    return Comparator.<Without>comparingInt(
            other ->
                other.rank() == null ? Integer.MAX_VALUE : Math.abs(other.rank() - before.rank()))
        .thenComparing(
            other -> other.score() == null ? 0f : Math.abs(other.score() - before.score()))
        .reversed()
        .thenComparing(other -> other.deed().position());
  }
}
