package io.hindsight.query.support;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListInputs;
import io.hindsight.query.lists.RankedList;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.CatalogBuilder;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonEvent;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.PlacementState;
import io.hindsight.runtime.serving.Rankings;
import io.hindsight.runtime.serving.ServingSnapshot;
import io.hindsight.runtime.weights.WeightTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small state to compute lists from, said in the words of a test. */
public final class Shop {
  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  public static final SubjectId ANN = new SubjectId("ann");
  private static final LogPosition POSITION = new LogPosition(1_000_000);

  private final CatalogBuilder catalog = new CatalogBuilder();
  private final Map<Integer, Float> popular = new HashMap<>();
  private final Map<Integer, Float> trending = new HashMap<>();
  private final Map<String, Float> pairs = new HashMap<>();
  private final List<PersonEvent> history = new ArrayList<>();
  private final ListComputer computer = new ListComputer();
  private Preferences preferences = Preferences.NONE;
  private PlacementSettings settings =
      new PlacementSettings("Home", "item-knn", 10, 0, PlacementSettings.DEFAULT_CONSUMED_BY);

  public static ItemDetails details(String title, String... categories) {
    return new ItemDetails(
        title, null, List.of(categories), null, null, null, null, List.of(), Map.of(), null, null);
  }

  public static ItemDetails branded(String brand, String... categories) {
    return new ItemDetails(
        "by " + brand,
        null,
        List.of(categories),
        null,
        brand,
        null,
        null,
        List.of(),
        Map.of(),
        null,
        null);
  }

  public static ItemDetails priced(String price, String marketplace, String colour) {
    return new ItemDetails(
        "priced",
        null,
        List.of("c"),
        marketplace == null ? null : new MarketplaceId(marketplace),
        null,
        price == null ? null : new BigDecimal(price),
        price == null ? null : "EUR",
        List.of(),
        colour == null ? Map.of() : Map.of("colour", List.of(colour)),
        null,
        null);
  }

  public static ItemDetails available(Instant from, Instant until) {
    return new ItemDetails(
        "timed", null, List.of(), null, null, null, null, List.of(), Map.of(), from, until);
  }

  public Shop list(String id, ItemDetails details) {
    catalog.put(catalog.intern(new ItemId(id)), new ItemState(details, true));
    return this;
  }

  public Shop list(String id, String... categories) {
    return list(id, details("Title of " + id, categories));
  }

  public Shop delist(String id) {
    int item = catalog.intern(new ItemId(id));
    catalog.put(item, new ItemState(catalog.get(item).details(), false));
    return this;
  }

  public Shop popular(String id, double score) {
    popular.put(catalog.intern(new ItemId(id)), (float) score);
    return this;
  }

  public Shop trending(String id, double score) {
    trending.put(catalog.intern(new ItemId(id)), (float) score);
    return this;
  }

  public Shop alike(String one, String other, double similarity) {
    catalog.intern(new ItemId(one));
    catalog.intern(new ItemId(other));
    pairs.put(one + " " + other, (float) similarity);
    return this;
  }

  public Shop did(InteractionType type, String id) {
    return did(type, id, Float.NaN);
  }

  public Shop did(InteractionType type, String id, float value) {
    int item = catalog.intern(new ItemId(id));
    history.add(new PersonEvent(history.size() + 1, item, type, value, 0));
    return this;
  }

  /** Ann says anew what she likes: categories. */
  public Shop likes(String... categories) {
    return likes(new Preferences(List.of(categories), List.of()));
  }

  public Shop likes(Preferences preferences) {
    this.preferences = preferences;
    return this;
  }

  /** The model gives it to everybody. */
  public Shop forEverybody(String item, double score) {
    pairs.put(item, (float) score);
    return this;
  }

  public Shop placement(PlacementSettings settings) {
    this.settings = settings;
    return this;
  }

  public CatalogState catalog() {
    return catalog.snapshot();
  }

  public PersonState ann() {
    return PersonState.of(ANN, POSITION, history).stating(preferences);
  }

  public ServingSnapshot snapshot(Map<PlacementId, PlacementState> placements) {
    CatalogState state = catalog();
    Map<String, ActiveModel> models =
        pairs.isEmpty()
            ? Map.of()
            : Map.of(
                "item-knn",
                ActiveModel.of(
                    "item-knn",
                    3,
                    "a".repeat(64),
                    new PairsModel(pairs),
                    WeightTable.DEFAULT,
                    state));
    return new ServingSnapshot(
        POSITION,
        state,
        placements,
        models,
        Rankings.epoch(Rankings.of(state, popular), Rankings.of(state, trending)));
  }

  public ListInputs inputs(PersonState person) {
    ServingSnapshot snapshot = snapshot(Map.of());
    return new ListInputs(
        snapshot.model("item-knn"),
        snapshot.epoch(),
        snapshot.catalog(),
        POSITION,
        new PlacementState(1, settings),
        person);
  }

  public static ListRequest personal(int n, double diversity, ListFilter filter) {
    return new ListRequest(
        ListKind.PERSONAL, ANN, null, new PlacementId("home"), n, diversity, 0, filter);
  }

  public static ListRequest request(ListKind kind, String item, int n, ListFilter filter) {
    return new ListRequest(
        kind,
        null,
        item == null ? null : new ItemId(item),
        new PlacementId("home"),
        n,
        0,
        0,
        filter);
  }

  /** Ann's list. */
  public List<String> forAnn(int n, ListFilter filter) {
    return ids(computer.compute(inputs(ann()), personal(n, 0, filter), 1, NOW));
  }

  public List<String> forAnn(int n) {
    return forAnn(n, ListFilter.NONE);
  }

  public RankedList compute(ListRequest request) {
    return computer.compute(inputs(request.subjectId() == null ? null : ann()), request, 1, NOW);
  }

  public List<String> ids(RankedList list) {
    return list.served(catalog()).ids().stream().map(ItemId::value).toList();
  }
}
