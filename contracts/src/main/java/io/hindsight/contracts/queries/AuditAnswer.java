package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What auditors are told. */
public sealed interface AuditAnswer {

  /**
   * A list that was served.
   *
   * @param position of its receipt in the log
   * @param recordedAt when the receipt was stored, by the server's clock
   * @param traceId of the request
   * @param receipt as it stands in the log
   * @param model with its provenance; null where none took part, or none of that content is known
   * @param account of how it came about
   */
  record ServedList(
      LogPosition position,
      Instant recordedAt,
      @Nullable String traceId,
      Receipt receipt,
      ViewAnswer.@Nullable Model model,
      Account account)
      implements AuditAnswer {}

  /**
   * A list computed again.
   *
   * @param codeVersion of the Hindsight that did it
   */
  record Reproduced(RecommendationId recommendationId, Outcome outcome, String codeVersion)
      implements AuditAnswer {}

  /**
   * Where an item of a list would have stood without one interaction, all else as it was.
   *
   * @param rank by score, before any re-ranking
   * @param without the interactions, those first that move the item most
   * @param complete false where there was no time for all, or they are more than 100: then the
   *     newest
   */
  record Counterfactuals(
      RecommendationId recommendationId,
      ItemId itemId,
      int rank,
      float score,
      List<Without> without,
      boolean complete,
      Cost cost)
      implements AuditAnswer {
    public Counterfactuals {
      without = List.copyOf(without);
    }
  }

  /**
   * The world without one interaction.
   *
   * @param rank null where the item is not among the first 500 any more
   * @param score likewise
   */
  record Without(Deed deed, @Nullable Integer rank, @Nullable Float score) {}

  /**
   * How the earlier of two lists turned into the later one.
   *
   * @param items of either list, by their rank in the later one, then in the earlier one
   * @param causes what differed between the two, and how many items' ranks that changed: catalog,
   *     activity, history, model, rules, request
   */
  record Difference(
      RecommendationId earlier,
      RecommendationId later,
      List<Moved> items,
      Map<String, Integer> causes,
      Cost cost)
      implements AuditAnswer {
    public Difference {
      items = List.copyOf(items);
      causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
    }
  }

  /**
   * An item of either list; a rank is null where a list does not have it.
   *
   * @param steps what changed its rank, one after the other
   */
  record Moved(
      ItemId itemId,
      @Nullable String title,
      @Nullable Integer before,
      @Nullable Integer after,
      List<Step> steps) {
    public Moved {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One cause, and the rank before and after it alone was changed, the causes before it included.
   */
  record Step(String cause, @Nullable Integer from, @Nullable Integer to) {}

  /** How a list came about, as far as that can still be told. */
  sealed interface Account {

    /**
     * @param placement the settings in force then
     * @param person null where nobody in particular asked
     * @param items as served, with their reasons
     * @param candidates by score: the items, at most 50 that came next, at most 50 that a rule kept
     *     out
     * @param rules how many items of the catalog each rule kept out, by its name
     */
    record Whole(
        PlacementSettings placement,
        @Nullable Person person,
        List<RecommendedItem> items,
        List<Candidate> candidates,
        Map<String, Integer> rules,
        Cost cost)
        implements Account {
      public Whole {
        items = List.copyOf(items);
        candidates = List.copyOf(candidates);
        rules = Collections.unmodifiableMap(new TreeMap<>(rules));
      }
    }

    /** The person was erased. */
    record Erased() implements Account {}

    /**
     * @param why in words
     * @param remedy in words
     */
    record Unavailable(String why, String remedy) implements Account {}
  }

  /** What became of computing a list again. */
  sealed interface Outcome {

    /** The same items in the same order, and the same bits in every score. */
    record Identical(Cost cost) implements Outcome {}

    /**
     * @param differences what differs, in words, at least one
     */
    record Different(List<String> differences, Cost cost) implements Outcome {
      public Different {
        differences = List.copyOf(differences);
      }
    }

    /** The person was erased. */
    record Erased() implements Outcome {}

    /**
     * @param why in words
     * @param remedy in words
     */
    record Unavailable(String why, String remedy) implements Outcome {}
  }

  /**
   * Who asked, as the log knew them then.
   *
   * @param interactions how many counted
   * @param byType how many of each type
   * @param latest the newest of them, newest first, at most 50
   */
  record Person(
      int interactions,
      Map<InteractionType, Integer> byType,
      List<Deed> latest,
      Preferences preferences) {
    public Person {
      byType = Collections.unmodifiableMap(new TreeMap<>(byType));
      latest = List.copyOf(latest);
    }
  }

  /**
   * @param title as the catalog had it then
   * @param value a rating's value, a dwell's seconds
   */
  record Deed(
      LogPosition position,
      InteractionType type,
      ItemId itemId,
      @Nullable String title,
      @Nullable Float value,
      Instant occurredAt) {}

  /**
   * An item that might have stood in the list.
   *
   * @param source where it came from: model, stated, category, trending, popular, newcomer
   * @param score before any re-ranking
   * @param rank in the list; null where it is not in it
   * @param rule the one that kept it out; null where it is in the list, or others were better
   */
  record Candidate(
      ItemId itemId,
      @Nullable String title,
      String source,
      float score,
      @Nullable Integer rank,
      @Nullable String rule) {}

  /**
   * A view built again from the log, and compared with the live one.
   *
   * @param generation that is built beside the live one
   * @param status replaying, paused, comparing, explaining, identical, different or failed
   * @param position up to where it is built; once compared, where both stood
   * @param live up to where the live one is
   * @param differences how many rows differ
   * @param rows the first of them by their keys, at most 100
   * @param problem why it failed
   */
  record Verification(
      String view,
      int generation,
      String status,
      LogPosition position,
      LogPosition live,
      long differences,
      List<WrongRow> rows,
      @Nullable String problem)
      implements AuditAnswer {
    public Verification {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row that the live view does not have as the log says.
   *
   * @param what missing, extra, content, seen, index or unreadable
   * @param live the row as it is, in JSON
   * @param rebuilt the row as it should be, in JSON
   * @param event the first event that explains it; null where none does
   * @param eventType its name
   * @param text in words
   */
  record WrongRow(
      String key,
      String what,
      @Nullable String live,
      @Nullable String rebuilt,
      @Nullable LogPosition event,
      @Nullable String eventType,
      String text) {}

  /**
   * What the past took.
   *
   * @param from the log was folded from this position: a checkpoint's, or 0
   * @param events how many were folded
   */
  record Cost(LogPosition from, long events, Duration took) {}
}
