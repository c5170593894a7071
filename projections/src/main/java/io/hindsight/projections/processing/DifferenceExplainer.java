package io.hindsight.projections.processing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.queries.AuditAnswer.WrongRow;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.RowDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches the rows that differ while the log is folded, and finds for each the first event that
 * explains it: the one that the live row lacks, or, where the live row never was, the one that it
 * claims to have seen last.
 */
final class DifferenceExplainer<T> {
  private static final Map<Class<?>, String> NAMES =
      EventTypes.all().stream()
          .collect(Collectors.toUnmodifiableMap(MessageType::javaClass, MessageType::name));

  private final RowCodec codec = new RowCodec();
  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private String type = "";

  private final class Watched {
    final RowDifference<T> row;
    final @Nullable String live;

    /** Up to where the live row is as some state of the log made it; null: it never was. */
    @Nullable LogPosition right;

    @Nullable LogPosition missed;
    String missedType = "";
    @Nullable LogPosition claimed;
    String claimedType = "";

    Watched(RowDifference<T> row) {
      this.row = row;
      this.live = json(row.one());
      this.right = live == null && row.unreadable() == null ? LogPosition.START : null;
    }

    void changed(LogPosition position, @Nullable T value) {
      String state = value == null ? null : json(value);
      if (Objects.equals(state, live)) {
        right = position;
        missed = null;
      } else if (right != null && missed == null) {
        missed = position;
        missedType = type;
      }
      if (row.one() != null && row.one().seen().reaches(position)) {
        claimed = position;
        claimedType = type;
      }
    }
  }

  DifferenceExplainer(List<RowDifference<T>> rows) {
    rows.forEach(row -> watched.put(row.key(), new Watched(row)));
  }

  private @Nullable String json(@Nullable Row<T> row) {
    return row == null ? null : json(row.value());
  }

  private String json(T value) {
    return new String(codec.write(value), UTF_8);
  }

  /** The event that is folded next. */
  void next(Class<?> event) {
    type = NAMES.getOrDefault(event, event.getSimpleName());
  }

  void changed(String key, LogPosition position, @Nullable T value) {
    Watched row = watched.get(key);
    if (row != null) {
      row.changed(position, value);
    }
  }

  List<WrongRow> explained() {
    Function<Watched, WrongRow> explain = this::explained;
    return watched.values().stream().map(explain).toList();
  }

  private WrongRow explained(Watched row) {
    String what = what(row.row);
    String rebuilt = json(row.row.other());
    if (row.missed != null) {
      String text =
          row.live == null
              ? "The view lacks what %s at %s made.".formatted(row.missedType, row.missed)
              : "The row is as it was at %s; %s at %s is not in it."
                  .formatted(row.right, row.missedType, row.missed);
      return new WrongRow(row.row.key(), what, row.live, rebuilt, row.missed, row.missedType, text);
    }
    if (row.claimed == null) {
      return new WrongRow(row.row.key(), what, row.live, rebuilt, null, null, unexplained(what));
    }
    return new WrongRow(
        row.row.key(),
        what,
        row.live,
        rebuilt,
        row.claimed,
        row.claimedType,
        "The row says it is as %s at %s left it. %s"
            .formatted(row.claimedType, row.claimed, unexplained(what)));
  }

  private static String unexplained(String what) {
    return switch (what) {
      case "seen" -> "Its content is right, but not the position up to which it says to be.";
      case "index" -> "Its content is right, but an index has it in the wrong place.";
      case "unreadable" -> "What is stored there cannot be read.";
      default ->
          "No event of the log makes this row: it was changed by other means, or other code.";
    };
  }

  private String what(RowDifference<T> row) {
    Row<T> live = row.one();
    Row<T> rebuilt = row.other();
    if (row.unreadable() != null) {
      return "unreadable";
    }
    if (live == null) {
      return "missing";
    }
    if (rebuilt == null) {
      return "extra";
    }
    if (!json(live.value()).equals(json(rebuilt.value()))) {
      return "content";
    }
    return live.seen().equals(rebuilt.seen()) ? "index" : "seen";
  }
}
