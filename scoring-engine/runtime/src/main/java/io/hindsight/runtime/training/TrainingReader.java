package io.hindsight.runtime.training;

import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.runtime.weights.TasteFold;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes training data of the log up to a position. */
final class TrainingReader {
  private TrainingReader() {}

  /**
   * @param interactions how many counted, those that say nothing included
   */
  record Result(TrainingData data, long interactions) {}

  static Result read(LogReader log, LogPosition upTo, WeightTable weights) {
    InteractionRows rows = new InteractionRows();
    log.read(
        LogPosition.START,
        upTo,
        Set.of(
            InteractionRecorded.class,
            InteractionRetracted.class,
            SubjectErased.class,
            InteractionsForgotten.class,
            ConsentChanged.class),
        event -> {
          if (event.event() instanceof InteractionRecorded recorded) {
            rows.add(recorded);
          } else if (event.event() instanceof InteractionRetracted retracted) {
            rows.retract(retracted.recorded());
          } else if (event.event() instanceof SubjectErased erased) {
            rows.leaveOut(erased.subjectId(), true);
          } else if (event.event() instanceof InteractionsForgotten forgotten) {
            rows.forget(forgotten.type(), forgotten.keptFrom().toEpochMilli());
          } else if (event.event() instanceof ConsentChanged changed) {
            rows.leaveOut(changed.subjectId(), !changed.consent().allowsProfiling());
          }
        });
    return build(rows, weights);
  }

  private static Result build(InteractionRows rows, WeightTable weights) {
    int[] starts = new int[rows.people() + 1];
    BitSet leftOut = rows.leftOut();
    int[] byPerson = byPerson(rows, leftOut, starts);
    List<History> histories = new ArrayList<>();
    Set<String> items = new TreeSet<>();
    TasteFold tastes = new TasteFold(weights).until(newest(rows, byPerson, weights));
    for (int person = 0; person < rows.people(); person++) {
      if (leftOut.get(person)) {
        continue;
      }
      tastes.clear();
      for (int at = starts[person]; at < starts[person + 1]; at++) {
        int row = byPerson[at];
        tastes.add(rows.item(row), rows.type(row), rows.value(row), rows.time(row));
      }
      History history = tastes.history();
      histories.add(history);
      for (int item : history.items()) {
        items.add(rows.itemName(item));
      }
    }
    TrainingDataBuilder builder = TrainingDataBuilder.over(items);
    int[] numbers = new int[rows.items()];
    for (int item = 0; item < numbers.length; item++) {
      numbers[item] = builder.items().indexOf(rows.itemName(item));
    }
    for (History history : histories) {
      int[] renumbered = new int[history.size()];
      for (int i = 0; i < renumbered.length; i++) {
        renumbered[i] = numbers[history.items()[i]];
      }
      builder.user(renumbered, history.weights(), history.times());
    }
    return new Result(builder.build(), byPerson.length);
  }

  private static long newest(InteractionRows rows, int[] counted, WeightTable weights) {
    long newest = Long.MIN_VALUE;
    for (int row : counted) {
      if (weights.counts(rows.type(row), rows.value(row))) {
        newest = Math.max(newest, rows.time(row));
      }
    }
    return newest;
  }

  /** Rows that count, grouped by person, in the order of the log within each. */
  private static int[] byPerson(InteractionRows rows, BitSet leftOut, int[] starts) {
    boolean[] counts = new boolean[rows.size()];
    int total = 0;
    for (int row = 0; row < rows.size(); row++) {
      counts[row] = rows.counts(row) && !leftOut.get(rows.person(row));
      if (counts[row]) {
        starts[rows.person(row) + 1]++;
        total++;
      }
    }
    for (int person = 0; person < rows.people(); person++) {
      starts[person + 1] += starts[person];
    }
    int[] next = starts.clone();
    int[] grouped = new int[total];
    for (int row = 0; row < rows.size(); row++) {
      if (counts[row]) {
        grouped[next[rows.person(row)]++] = row;
      }
    }
    return grouped;
  }
}
