package io.hindsight.query.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListInputs;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.support.CountingIds;
import io.hindsight.query.support.MemoryLog;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.RandomShop;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.LiveServing;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.runtime.serving.ServingView;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
  private static final long SEED = Long.getLong("hindsight.test.seed", 20_261_121);

  @TempDir Path directory;

  private final MemoryLog log = new MemoryLog();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private RandomShop shop;
  private ModelStore models;
  private LiveServing live;
  private ListHandlers handlers;

  @BeforeEach
  void open() {
    models = new ModelStore(directory, AlgorithmRegistry.standard());
    MemorySubjects subjects = new MemorySubjects();
    shop = new RandomShop(log, models, subjects, random);
    live = new LiveServing(log, models, 40);
    ListServing lists =
        new ListServing(
            new ListComputer(),
            log,
            new CountingIds(),
            () -> shop.now(),
            TracerProvider.noop().get("test"),
            1 << 20);
    handlers =
        new ListHandlers(
            live.state(), subjects, subject -> Consent.FULL, lists, Duration.ofSeconds(1));
  }

  @Test
  void aThousandServedListsComeOutTheSameFromTheLogAlone() {
    int models = 0;
    for (int served = 0; served < 1_000; ) {
      shop.somethingHappens();
      if (models < 2 && served >= 100 + 400 * models) {
        shop.retrain();
        models++;
      }
      if (random.nextInt(10) < 7) {
        live.catchUp();
      }
      for (int i = random.nextInt(3); i > 0 && served < 1_000; i--) {
        served += serve();
      }
    }
    List<Receipt> receipts = receipts();

    List<String> failures = new ArrayList<>();
    List<Receipt> identical = new ArrayList<>();
    fromTheLogAlone()
        .each(
            receipts,
            (receipt, comparison) -> {
              switch (comparison) {
                case Comparison.Identical same -> identical.add(receipt);
                case Comparison.Different(var what) -> failures.add(receipt + ": " + what);
              }
            });

    System.out.printf(
        "%d of %d served lists computed again, identical to the bit (seed %d, %d events)%n",
        identical.size(), receipts.size(), SEED, log.head().value());
    assertThat(failures).as("seed %d", SEED).isEmpty();
    assertThat(identical).hasSize(1_000);
    assertThatTheyAreVaried(receipts);
  }

  @Test
  void listsThatWereServedWhileTheLogWasFoldedComeOutTheSameToo() throws Exception {
    for (int i = 0; i < 100; i++) {
      shop.somethingHappens();
    }
    shop.retrain();
    live.catchUp();
    List<ListQuery> questions = Stream.generate(shop::question).limit(400).toList();
    serve(questions.getFirst());
    AtomicBoolean folding = new AtomicBoolean(true);
    CountDownLatch underWay = new CountDownLatch(20);
    Thread fold =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 300 && folding.get(); i++) {
                    shop.somethingHappens();
                    live.catchUp();
                    underWay.countDown();
                  }
                });
    try (var servers = Executors.newFixedThreadPool(3)) {
      serve(servers, questions.subList(0, 200));
      assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
      serve(servers, questions.subList(200, 400));
    } finally {
      folding.set(false);
      fold.join();
    }
    List<Receipt> receipts = receipts();
    List<Comparison> comparisons = new ArrayList<>();
    fromTheLogAlone().each(receipts, (receipt, comparison) -> comparisons.add(comparison));

    assertThat(receipts.stream().map(r -> r.basis().catalog()).distinct().count())
        .as("states served from")
        .isGreaterThan(1);
    assertThat(comparisons).hasSameSizeAs(receipts).containsOnly(new Comparison.Identical());
  }

  private void serve(ExecutorService servers, List<ListQuery> questions) throws Exception {
    for (var answer :
        servers.invokeAll(
            questions.stream().<Callable<Integer>>map(query -> () -> serve(query)).toList())) {
      answer.get();
    }
  }

  @Test
  void aReceiptThatWasTamperedWithIsFoundOut() {
    for (int i = 0; i < 60; i++) {
      shop.somethingHappens();
    }
    shop.retrain();
    live.catchUp();
    for (int served = 0; served < 20; ) {
      served += serve();
    }
    Receipt receipt =
        receipts().stream().filter(r -> r.items().ids().size() > 2).findFirst().orElseThrow();
    ServedItems items = receipt.items();
    List<Float> nudged = new ArrayList<>(items.scores());
    nudged.set(1, Math.nextUp(nudged.get(1)));

    assertThat(fromTheLogAlone().of(receipt)).isEqualTo(new Comparison.Identical());
    assertThat(again(receipt, new ServedItems(items.ids(), nudged, List.of())))
        .singleElement()
        .asString()
        .startsWith("the score of " + items.ids().get(1));
    assertThat(again(receipt, new ServedItems(items.ids().reversed(), items.scores(), List.of())))
        .anyMatch(difference -> difference.startsWith("rank 1 was " + items.ids().getLast()));
    assertThat(
            again(
                receipt,
                new ServedItems(
                    items.ids().subList(0, 1), items.scores().subList(0, 1), List.of())))
        .containsExactly("1 items were served, now it is " + items.ids().size());
  }

  /** Receipts from before they counted name no rules; what people said then must go on not to. */
  @Test
  void listsFromBeforePreferencesCountedComeOutAsTheyWere() {
    for (int i = 0; i < 150; i++) {
      shop.somethingHappens();
    }
    live.catchUp();
    for (int served = 0; served < 150; ) {
      served += serve();
    }
    Refold refold = new Refold(log, new ModelStore(directory, AlgorithmRegistry.standard()));
    List<Receipt> changed = new ArrayList<>();
    for (Receipt receipt : receipts()) {
      if (receipt.basis().countsStatedPreferences()) {
        refold.each(
            List.of(new Refold.Past(receipt.basis(), receipt.request().subjectId())),
            (past, view) -> {
              Receipt old = asOfOld(receipt, view);
              assertThat(fromTheLogAlone().of(old)).isEqualTo(new Comparison.Identical());
              if (!old.items().equals(receipt.items())) {
                changed.add(receipt);
                assertThat(again(old, receipt.items())).as("by the rules of today").isNotEmpty();
              }
            });
      }
    }
    assertThat(changed).as("lists that preferences change").hasSizeGreaterThan(5);
  }

  /** What the program served that knew of no preferences. */
  private static Receipt asOfOld(Receipt receipt, ServingView view) {
    Basis today = receipt.basis();
    Basis basis =
        new Basis(
            today.model(),
            today.epoch(),
            today.catalog(),
            today.person(),
            today.placementRevision(),
            today.seed(),
            today.halfLifeHours(),
            null,
            today.now());
    ServingView silent = new ServingView(view.snapshot(), view.person().stating(Preferences.NONE));
    ListInputs inputs = ListInputs.again(silent, receipt.request(), basis);
    ServedItems items =
        new ListComputer()
            .compute(inputs, receipt.request(), basis.seed(), basis.now())
            .served(inputs.catalog());
    return new Receipt(receipt.recommendationId(), receipt.request(), basis, items);
  }

  private List<String> again(Receipt receipt, ServedItems tampered) {
    Comparison comparison =
        fromTheLogAlone()
            .of(
                new Receipt(
                    receipt.recommendationId(), receipt.request(), receipt.basis(), tampered));
    assertThat(comparison).isInstanceOf(Comparison.Different.class);
    return ((Comparison.Different) comparison).differences();
  }

  /** 1 if a list was served. */
  private int serve() {
    return serve(shop.question());
  }

  private int serve(ListQuery query) {
    return switch (handlers.answer(query).join()) {
      case Answer.Found<?> found -> 1;
      case Answer.Refused<?> refused -> {
        assertThat(refused.refusal().code()).isIn("item-unknown", "placement-unknown");
        yield 0;
      }
      case Answer.Past<?> past -> throw new AssertionError("nobody asked asOf");
      case Answer.NotYet<?> notYet -> throw new AssertionError("nobody asked for a position");
    };
  }

  /** Nothing is shared with the live side but the log and the directory of models. */
  private Reproduction fromTheLogAlone() {
    return new Reproduction(
        new Refold(log, new ModelStore(directory, AlgorithmRegistry.standard())),
        new ListComputer());
  }

  private List<Receipt> receipts() {
    return log.events().stream()
        .filter(event -> event.event() instanceof RecommendationServed)
        .flatMap(event -> ((RecommendationServed) event.event()).receipts().stream())
        .toList();
  }

  /** That a thousand empty or equal lists come out the same would say little. */
  private static void assertThatTheyAreVaried(List<Receipt> receipts) {
    for (ListKind kind : ListKind.values()) {
      assertThat(receipts.stream().filter(r -> r.request().kind() == kind).count())
          .as("lists of kind %s", kind)
          .isGreaterThan(50);
    }
    assertThat(receipts.stream().map(r -> r.basis().model()).filter(Objects::nonNull).distinct())
        .hasSize(2);
    assertThat(receipts.stream().filter(r -> r.basis().countsStatedPreferences()).count())
        .as("lists of people who say what they like")
        .isBetween(100L, 900L);
    assertThat(receipts.stream().map(r -> r.basis().epoch()).distinct().count()).isGreaterThan(20);
    assertThat(receipts.stream().map(r -> r.basis().placementRevision()).distinct().count())
        .isGreaterThan(3);
    assertThat(receipts.stream().map(Receipt::items).distinct().count()).isGreaterThan(600);
    assertThat(receipts.stream().filter(r -> r.items().ids().isEmpty()).count()).isLessThan(100);
  }
}
