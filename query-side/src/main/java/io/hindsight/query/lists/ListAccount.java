package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer.Candidate;
import io.hindsight.contracts.queries.AuditAnswer.Deed;
import io.hindsight.contracts.queries.AuditAnswer.Person;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.Epoch;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.RankedScores;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a list came about: who asked, what was considered, and what was kept out by which rule.
 */
public final class ListAccount {
  private static final int OTHERS = 50;
  private static final int LATEST = 50;
  private static final Comparator<Candidate> BY_SCORE =
      Comparator.comparing(Candidate::score, Comparator.reverseOrder());

  private final ListInputs inputs;
  private final ListRequest request;
  private final Basis basis;
  private final CatalogState catalog;
  private final Eligibility eligible;
  private final RankedList list;
  private final ListComputer computer = new ListComputer();

  /**
   * @param inputs the states that the list was made of
   */
  public ListAccount(ListInputs inputs, ListRequest request, Basis basis) {
    this.inputs = inputs;
    this.request = request;
    this.basis = basis;
    this.catalog = inputs.catalog();
    this.eligible = new Eligibility(inputs, request, basis.now());
    this.list = computer.compute(inputs, request, basis.seed(), basis.now());
  }

  public List<RecommendedItem> items() {
    return Explainer.explain(inputs, request, list);
  }

  /** Null where nobody in particular asked. */
  public @Nullable Person person() {
    PersonState person = inputs.person();
    if (person == null) {
      return null;
    }
    List<Deed> latest = new ArrayList<>();
    for (int i = person.size() - 1; i >= Math.max(0, person.size() - LATEST); i--) {
      latest.add(deed(person, i, catalog));
    }
    Map<InteractionType, Integer> byType = new EnumMap<>(InteractionType.class);
    for (int i = 0; i < person.size(); i++) {
      byType.merge(person.type(i), 1, Integer::sum);
    }
    return new Person(person.size(), byType, latest, person.preferences());
  }

  /** How many items of the catalog each rule keeps out. */
  public Map<String, Integer> rules() {
    Map<String, Integer> kept = new HashMap<>();
    for (int item = 0; item < catalog.size(); item++) {
      Rule rule = eligible.broken(item);
      if (rule != null) {
        kept.merge(rule.wireName(), 1, Integer::sum);
      }
    }
    return kept;
  }

  /**
   * By their scores: the list's items, at most {@value #OTHERS} that came next, and as many of
   * those that a rule kept out.
   */
  public List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    Set<Integer> listed = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      listed.add(list.item(i));
      candidates.add(candidate(list.item(i), list.source(i), list.score(i), i + 1, null));
    }
    RankedList wider = wider();
    int next = 0;
    for (int i = 0; i < wider.size() && next < OTHERS; i++) {
      if (!listed.contains(wider.item(i))) {
        candidates.add(candidate(wider.item(i), wider.source(i), wider.score(i), null, null));
        next++;
      }
    }
    candidates.addAll(keptOut());
    candidates.sort(BY_SCORE);
    return candidates;
  }

  private RankedList wider() {
    return computer.compute(
        inputs, RequestShape.byScore(request, RequestShape.MAX_LENGTH), basis.seed(), basis.now());
  }

  /** Of what leads the list: what the model scores, or else a ranking by activity. */
  private List<Candidate> keptOut() {
    List<Candidate> kept = keptOutOfModel();
    if (kept.isEmpty() && !list.holds(Source.MODEL)) {
      Epoch epoch = inputs.epoch();
      if (request.kind() != ListKind.POPULAR) {
        kept.addAll(keptOut(Source.TRENDING, epoch.trending()));
      }
      if (kept.isEmpty() && request.kind() != ListKind.TRENDING) {
        kept.addAll(keptOut(Source.POPULAR, epoch.popularity(request.windowDays())));
      }
    }
    return kept;
  }

  private List<Candidate> keptOut(Source source, RankedScores ranking) {
    List<Candidate> kept = new ArrayList<>();
    for (int rank = 0; rank < ranking.size() && kept.size() < OTHERS; rank++) {
      int item = ranking.item(rank);
      Rule rule = eligible.broken(item);
      if (rule != null) {
        kept.add(candidate(item, source, ranking.score(item), null, rule));
      }
    }
    return kept;
  }

  private List<Candidate> keptOutOfModel() {
    ActiveModel model = inputs.model();
    List<Candidate> kept = new ArrayList<>();
    if (model == null
        || request.kind() == ListKind.POPULAR
        || request.kind() == ListKind.TRENDING) {
      return kept;
    }
    Scores scores = new Scores(model.model().items().size());
    score(model, scores);
    for (int i = 0; i < scores.size(); i++) {
      int scored = scores.item(i);
      int item = model.toCatalog(scored);
      float score = scores.get(scored);
      if (score > 0 && item >= 0 && item < catalog.size()) {
        Rule rule = eligible.broken(item);
        if (rule != null) {
          kept.add(candidate(item, Source.MODEL, score, null, rule));
        }
      }
    }
    kept.sort(BY_SCORE.thenComparing(candidate -> candidate.itemId().value()));
    return new ArrayList<>(kept.subList(0, Math.min(OTHERS, kept.size())));
  }

  private void score(ActiveModel model, Scores scores) {
    PersonState person = inputs.person();
    ItemId item = request.itemId();
    if (request.kind() == ListKind.SIMILAR && item != null) {
      int known = model.toModel(catalog.indexOf(item));
      if (known >= 0) {
        model.model().similar(known, scores);
      }
    } else if (person != null) {
      History history = model.history(person);
      model.model().score(history, scores);
    }
  }

  private Candidate candidate(
      int item, Source source, float score, @Nullable Integer rank, @Nullable Rule rule) {
    return new Candidate(
        catalog.idOf(item),
        title(item),
        source.name().toLowerCase(Locale.ROOT),
        score,
        rank,
        rule == null ? null : rule.wireName());
  }

  private @Nullable String title(int item) {
    return title(catalog, item);
  }

  private static @Nullable String title(CatalogState catalog, int item) {
    ItemState state = catalog.item(item);
    return state == null ? null : state.details().title();
  }

  static Deed deed(PersonState person, int i, CatalogState catalog) {
    float value = person.value(i);
    return new Deed(
        new LogPosition(person.position(i)),
        person.type(i),
        catalog.idOf(person.item(i)),
        title(catalog, person.item(i)),
        Float.isNaN(value) ? null : (Float) value,
        Instant.ofEpochMilli(person.occurredAtMillis(i)));
  }
}
