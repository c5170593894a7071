package io.hindsight.query.views;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.BuiltIn;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.PlacementRow;
import io.hindsight.readmodel.views.QualityRow;
import io.hindsight.readmodel.views.Views;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What those who run the system ask: placements, models, data quality, views. */
public final class OperationHandlers implements QuestionHandlers {
  private static final int ALL = 10_000;
  private static final int UNKNOWN_ITEMS_SHOWN = 20;
  private static final String REJECTED = "rejected/";

  private final ViewReader views;
  private final ViewStatuses statuses;
  private final PositionGate gate;

  public OperationHandlers(ViewReader views, ViewStatuses statuses, PositionGate gate) {
    this.views = views;
    this.statuses = statuses;
    this.gate = gate;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .on(FindPlacements.class, this::findPlacements)
        .on(FindPlacement.class, this::findPlacement)
        .on(FindModels.class, this::findModels)
        .on(FindQuality.class, this::findQuality)
        .on(FindViews.class, this::findViews);
  }

  /** The built-in placement stands among them until it is made one of its own. */
  Answer<ViewAnswer.Placements> findPlacements(FindPlacements query) {
    return gate.answer(
        query,
        Views.PLACEMENTS,
        seen -> {
          var rows = views.page(Views.PLACEMENTS, ViewReader.BY_KEY, "", null, ALL).rows();
          List<ViewAnswer.Placement> placements = new ArrayList<>();
          rows.forEach(row -> placements.add(placement(row.value())));
          if (placements.stream().noneMatch(p -> p.placementId().equals(BuiltIn.PLACEMENT))) {
            placements.add(builtIn());
            placements.sort(Comparator.comparing(p -> p.placementId().value()));
          }
          return new Answer.Found<>(new ViewAnswer.Placements(List.copyOf(placements)), seen);
        });
  }

  Answer<ViewAnswer.Placement> findPlacement(FindPlacement query) {
    return gate.answer(
        query,
        Views.PLACEMENTS,
        seen -> {
          var row = views.get(Views.PLACEMENTS, query.placementId().value());
          if (row.isPresent()) {
            return new Answer.Found<>(placement(row.get().value()), seen);
          }
          return query.placementId().equals(BuiltIn.PLACEMENT)
              ? new Answer.Found<>(builtIn(), seen)
              : BuiltIn.unknown(query.placementId());
        });
  }

  Answer<ViewAnswer.Models> findModels(FindModels query) {
    return gate.answer(
        query, Views.MODELS, seen -> new Answer.Found<>(new ViewAnswer.Models(models()), seen));
  }

  /** All versions of all models, as far as the view has come. */
  public List<ViewAnswer.Model> models() {
    return views.page(Views.MODELS, ViewReader.BY_KEY, "", null, ALL).rows().stream()
        .filter(row -> row.key().contains("/"))
        .map(Row::value)
        .sorted(
            Comparator.comparing(ModelRow::algorithm)
                .thenComparing(ModelRow::version, Comparator.reverseOrder()))
        .map(OperationHandlers::model)
        .toList();
  }

  Answer<ViewAnswer.Quality> findQuality(FindQuality query) {
    return gate.answer(
        query,
        Views.QUALITY,
        seen -> {
          Map<String, Long> totals =
              views
                  .get(Views.QUALITY, QualityRow.SUMMARY)
                  .<Map<String, Long>>map(row -> row.value().totals())
                  .orElse(Map.of());
          return new Answer.Found<>(quality(totals), seen);
        });
  }

  Answer<ViewAnswer.Views> findViews(FindViews query) {
    ViewAnswer.Views now = statuses.now();
    return new Answer.Found<>(now, now.head());
  }

  private ViewAnswer.Quality quality(Map<String, Long> totals) {
    return new ViewAnswer.Quality(
        rejected(totals),
        totals.getOrDefault("accepted", 0L),
        totals.getOrDefault("retracted", 0L),
        totals.getOrDefault("unknown-item", 0L),
        totals.getOrDefault("unknown-user", 0L),
        unknownItems());
  }

  /** {@code rejected/KIND/CODE} to kind, then code. */
  private static Map<String, Map<String, Long>> rejected(Map<String, Long> totals) {
    Map<String, Map<String, Long>> kinds = new TreeMap<>();
    totals.forEach(
        (name, count) -> {
          int slash = name.indexOf('/', REJECTED.length());
          if (name.startsWith(REJECTED) && slash > 0) {
            kinds
                .computeIfAbsent(name.substring(REJECTED.length(), slash), kind -> new TreeMap<>())
                .put(name.substring(slash + 1), count);
          }
        });
    return Collections.unmodifiableMap(kinds);
  }

  private Map<ItemId, Long> unknownItems() {
    Map<ItemId, Long> items = new LinkedHashMap<>();
    for (var row :
        views.page(Views.QUALITY, Views.UNKNOWN_ITEMS, "", null, UNKNOWN_ITEMS_SHOWN).rows()) {
      items.put(new ItemId(row.key().substring("item/".length())), row.value().interactions());
    }
    return Collections.unmodifiableMap(items);
  }

  private static ViewAnswer.Placement placement(PlacementRow row) {
    return new ViewAnswer.Placement(row.placementId(), row.revision(), row.settings());
  }

  private static ViewAnswer.Placement builtIn() {
    return new ViewAnswer.Placement(BuiltIn.PLACEMENT, BuiltIn.REVISION, BuiltIn.SETTINGS);
  }

  private static ViewAnswer.Model model(ModelRow row) {
    return new ViewAnswer.Model(
        row.algorithm(),
        row.version(),
        row.trainingId(),
        row.status(),
        row.provenance(),
        row.reason(),
        row.requestedAt(),
        row.trainedAt(),
        row.activatedAt(),
        row.retrainingDueSince());
  }
}
