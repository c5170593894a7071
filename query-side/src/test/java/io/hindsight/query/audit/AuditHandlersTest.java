package io.hindsight.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.Candidate;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.queries.AuditAnswer.Moved;
import io.hindsight.contracts.queries.AuditAnswer.Outcome;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditAnswer.Step;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListHandlers;
import io.hindsight.query.lists.ListServing;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.query.support.CountingIds;
import io.hindsight.query.support.MemoryLog;
import io.hindsight.query.support.MemorySubjects;
import io.hindsight.query.support.RandomShop;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.LiveServing;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditHandlersTest {
  private static final long SEED = Long.getLong("hindsight.test.seed", 20_261_121);

  @TempDir Path directory;

  private final MemoryLog log = new MemoryLog();
  private final MemorySubjects subjects = new MemorySubjects();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<RecommendedList> served = new ArrayList<>();
  private ModelStore models;

  /** A shop in which lists were served, some before and some after a training. */
  @BeforeEach
  void serve() {
    models = new ModelStore(directory, AlgorithmRegistry.standard());
    RandomShop shop = new RandomShop(log, models, subjects, random);
    LiveServing live = new LiveServing(log, models, 40);
    ListServing lists =
        new ListServing(
            new ListComputer(),
            log,
            new CountingIds(),
            shop::now,
            TracerProvider.noop().get("test"));
    ListHandlers handlers = new ListHandlers(live.state(), subjects, lists, Duration.ofSeconds(1));
    for (int i = 0; i < 200; i++) {
      shop.somethingHappens();
      if (i == 100) {
        shop.retrain();
      }
      live.catchUp();
      ListQuery question = shop.question();
      if (handlers.answer(question).join() instanceof Answer.Found<RecommendedList> found) {
        served.add(found.value());
      }
    }
  }

  private <T> Answer<T> ask(Object question) {
    return ask(question, Runnable::run);
  }

  /** Nothing is shared with the live side but the log and the directory of models. */
  @SuppressWarnings("unchecked")
  private <T> Answer<T> ask(Object question, Executor executor) {
    Refold refold = new Refold(log, new ModelStore(directory, AlgorithmRegistry.standard()));
    AuditHandlers handlers =
        new AuditHandlers(
            new PastLists(
                log, refold, new Checkpoints(directory.resolve("c"), "log", 2), subjects, () -> 0),
            new Reproduction(refold, new ListComputer()),
            List::of,
            "1.2.3",
            executor);
    SimpleQueryBus bus = SimpleQueryBus.builder().build();
    handlers.subscribe(new Subscriber(bus));
    CompletableFuture<?> answer =
        bus.query(
                new GenericQueryMessage<>(
                    question,
                    question.getClass().getName(),
                    ResponseTypes.instanceOf(Answer.class)))
            .thenApply(message -> message.getPayload());
    return (Answer<T>) answer.join();
  }

  private <T> T found(Object question) {
    return ((Answer.Found<T>) this.<T>ask(question)).value();
  }

  private RecommendedList aPersonalOne() {
    return served.reversed().stream()
        .filter(list -> list.basis().person() != null && list.basis().model() != null)
        .filter(list -> list.items().size() > 3)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyListThatWasServedIsReproduced() {
    for (RecommendedList list : served) {
      Reproduced again = found(new ReproduceList(list.recommendationId()));
      assertThat(again.recommendationId()).isEqualTo(list.recommendationId());
      assertThat(again.codeVersion()).isEqualTo("1.2.3");
      assertThat(again.outcome())
          .as("seed %d, %s", SEED, list)
          .isInstanceOf(Outcome.Identical.class);
    }
    assertThat(served).hasSizeGreaterThan(120);
  }

  @Test
  void anAccountTellsWhatTheListSaidAndWhatItWasMadeOf() {
    Set<String> rules = new HashSet<>();
    Set<ListKind> kinds = new HashSet<>();
    for (RecommendedList list : served) {
      ServedList told = found(new FindServedList(list.recommendationId()));
      assertThat(told.receipt().basis()).isEqualTo(list.basis());
      assertThat(told.position().value()).isGreaterThan(list.basis().catalog().value());
      Account.Whole whole = (Account.Whole) told.account();
      assertThat(whole.items()).as("reasons and all").isEqualTo(list.items());
      assertThat(whole.person() == null).isEqualTo(list.basis().person() == null);
      assertThatCandidatesFit(list, whole);
      rules.addAll(whole.rules().keySet());
      kinds.add(told.receipt().request().kind());
    }
    assertThat(kinds).containsExactlyInAnyOrder(ListKind.values());
    assertThat(rules).contains("unlisted", "consumed", "dismissed", "category");
  }

  private static void assertThatCandidatesFit(RecommendedList list, Account.Whole whole) {
    List<Integer> ranks = new ArrayList<>();
    for (Candidate candidate : whole.candidates()) {
      if (candidate.rank() != null) {
        ranks.add(candidate.rank());
        var item = list.items().get(candidate.rank() - 1);
        assertThat(item.itemId()).isEqualTo(candidate.itemId());
        assertThat(item.score()).isEqualTo(candidate.score());
        assertThat(candidate.rule()).isNull();
      }
    }
    assertThat(ranks).hasSize(list.items().size()).doesNotHaveDuplicates();
    assertThat(whole.candidates().stream().map(Candidate::itemId)).doesNotHaveDuplicates();
    assertThat(whole.candidates().stream().map(Candidate::score).toList())
        .isSortedAccordingTo((one, other) -> Float.compare(other, one));
    whole.candidates().stream()
        .filter(candidate -> candidate.rule() != null)
        .forEach(candidate -> assertThat(whole.rules()).containsKey(candidate.rule()));
  }

  @Test
  void aPersonIsShownAsTheyWereThen() {
    RecommendedList list = aPersonalOne();
    ServedList told = found(new FindServedList(list.recommendationId()));
    AuditAnswer.Person person = ((Account.Whole) told.account()).person();
    assertThat(person.interactions()).isPositive();
    assertThat(person.byType().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(person.interactions());
    assertThat(person.latest())
        .hasSize(Math.min(50, person.interactions()))
        .allMatch(deed -> list.basis().person().reaches(deed.position()))
        .isSortedAccordingTo((one, other) -> other.position().compareTo(one.position()));
  }

  @Test
  void withoutWhatAPersonDidItsItemsStandElsewhere() {
    int moved = 0;
    int gone = 0;
    for (RecommendedList list : served) {
      if (list.basis().person() == null || list.items().isEmpty()) {
        continue;
      }
      Counterfactuals told = found(new FindCounterfactuals(list.recommendationId(), null));
      ServedList account = found(new FindServedList(list.recommendationId()));
      int interactions = ((Account.Whole) account.account()).person().interactions();
      assertThat(told.itemId()).isEqualTo(list.items().getFirst().itemId());
      assertThat(told.without()).hasSize(Math.min(100, interactions));
      assertThat(told.complete()).isEqualTo(interactions <= 100);
      if (account.receipt().request().diversity() == 0) {
        assertThat(told.rank()).isEqualTo(1);
        assertThat(told.score()).isEqualTo(list.items().getFirst().score());
      }
      List<Integer> effects =
          told.without().stream()
              .map(one -> one.rank() == null ? 1_000 : Math.abs(one.rank() - told.rank()))
              .toList();
      assertThat(effects).isSortedAccordingTo(Comparator.reverseOrder());
      moved += effects.isEmpty() || effects.getFirst() == 0 ? 0 : 1;
      gone += effects.isEmpty() || effects.getFirst() < 1_000 ? 0 : 1;
    }
    assertThat(moved).as("lists whose first item hangs on one interaction").isGreaterThan(10);
    assertThat(gone).isLessThan(moved);
  }

  @Test
  void anyItemOfTheListMayBeAskedAbout() {
    RecommendedList list = aPersonalOne();
    ItemId last = list.items().getLast().itemId();
    Counterfactuals told = found(new FindCounterfactuals(list.recommendationId(), last));
    assertThat(told.itemId()).isEqualTo(last);
    assertThat(told.rank()).isGreaterThan(1);
  }

  @Test
  void whatCannotBeImaginedIsRefused() {
    RecommendedList nobodys =
        served.stream().filter(list -> list.basis().person() == null).findFirst().orElseThrow();
    assertThatItIsRefused(nobodys, null, "not-personal");
    assertThatItIsRefused(aPersonalOne(), new ItemId("no such item"), "item-unknown");
    ServedList told = found(new FindServedList(aPersonalOne().recommendationId()));
    subjects.destroyKey(told.receipt().request().subjectId());
    assertThatItIsRefused(aPersonalOne(), null, "person-erased");
  }

  @Test
  void everyChangeBetweenTwoListsHasItsCause() {
    Map<String, Integer> seen = new TreeMap<>();
    int compared = 0;
    for (int i = 0; i < served.size(); i++) {
      for (int j = i + 1; j < served.size() && compared < 150; j++) {
        Object question =
            new CompareLists(served.get(j).recommendationId(), served.get(i).recommendationId());
        switch (this.<Difference>ask(question)) {
          case Answer.Found<Difference>(Difference told, var at) -> {
            assertThatStepsLeadFromOneToTheOther(served.get(i), served.get(j), told);
            told.causes().forEach((cause, items) -> seen.merge(cause, items, Integer::sum));
            compared++;
          }
          case Answer.Refused<Difference>(var refusal) ->
              assertThat(refusal.code()).isEqualTo("not-comparable");
          case Answer.NotYet<Difference> notYet -> throw new AssertionError("nothing is awaited");
        }
      }
    }
    assertThat(compared).isEqualTo(150);
    assertThat(seen.keySet())
        .containsExactly("activity", "catalog", "history", "model", "request", "rules");
    assertThat(seen.values())
        .as("what moved items: %s", seen)
        .filteredOn(n -> n > 0)
        .hasSizeGreaterThan(3);
  }

  private static void assertThatStepsLeadFromOneToTheOther(
      RecommendedList earlier, RecommendedList later, Difference told) {
    assertThat(told.earlier()).isEqualTo(earlier.recommendationId());
    assertThat(told.later()).isEqualTo(later.recommendationId());
    for (Moved item : told.items()) {
      assertThat(item.before()).isEqualTo(rank(earlier, item.itemId()));
      assertThat(item.after()).isEqualTo(rank(later, item.itemId()));
      Integer rank = item.before();
      for (Step step : item.steps()) {
        assertThat(step.from()).isEqualTo(rank);
        assertThat(told.causes().get(step.cause())).isPositive();
        rank = step.to();
      }
      assertThat(rank).isEqualTo(item.after());
    }
    assertThat(told.items()).hasSizeGreaterThanOrEqualTo(later.items().size());
    assertThat(told.causes().containsKey("model"))
        .isEqualTo(!Objects.equals(earlier.basis().model(), later.basis().model()));
    assertThat(told.causes().containsKey("activity"))
        .isEqualTo(!earlier.basis().epoch().equals(later.basis().epoch()));
  }

  private static Integer rank(RecommendedList list, ItemId item) {
    return list.items().stream()
        .filter(one -> one.itemId().equals(item))
        .map(RecommendedList.RecommendedItem::rank)
        .findFirst()
        .orElse(null);
  }

  private void assertThatItIsRefused(RecommendedList list, ItemId item, String code) {
    assertThat(this.ask(new FindCounterfactuals(list.recommendationId(), item)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.refusal().code()).isEqualTo(code));
  }

  @Test
  void listsOfAnErasedPersonAreErasedAndOthersStayAsTheyWere() {
    RecommendedList list = aPersonalOne();
    ServedList before = found(new FindServedList(list.recommendationId()));
    subjects.destroyKey(before.receipt().request().subjectId());
    Reproduced again = found(new ReproduceList(list.recommendationId()));
    assertThat(again.outcome()).isEqualTo(new Outcome.Erased());
    ServedList told = found(new FindServedList(list.recommendationId()));
    assertThat(told.account()).isEqualTo(new Account.Erased());
    long identical =
        served.stream()
            .map(one -> this.<Reproduced>found(new ReproduceList(one.recommendationId())).outcome())
            .filter(Outcome.Identical.class::isInstance)
            .count();
    assertThat(identical).isBetween(served.size() / 2L, served.size() - 1L);
  }

  @Test
  void aListWhoseModelIsGoneOrDamagedIsUnavailable() throws IOException {
    RecommendedList list = aPersonalOne();
    Path artifact = directory.resolve(list.basis().model() + ".model");
    byte[] whole = Files.readAllBytes(artifact);
    byte[] damaged = whole.clone();
    damaged[whole.length - 1] ^= 1;
    Files.write(artifact, damaged);
    assertThatItIsUnavailable(list);
    Files.delete(artifact);
    assertThatItIsUnavailable(list);
    Files.write(artifact, whole);
    assertThat(this.<Reproduced>found(new ReproduceList(list.recommendationId())).outcome())
        .isInstanceOf(Outcome.Identical.class);
  }

  private void assertThatItIsUnavailable(RecommendedList list) {
    Reproduced again = found(new ReproduceList(list.recommendationId()));
    assertThat(again.outcome())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            gone -> {
              assertThat(gone.why()).contains(list.basis().model(), "missing or damaged");
              assertThat(gone.remedy()).contains("backup");
            });
    ServedList told = found(new FindServedList(list.recommendationId()));
    assertThat(told.account()).isInstanceOf(Account.Unavailable.class);
  }

  @Test
  void aReceiptThatIsNotThereIsUnknown() {
    RecommendationId nobodys = new RecommendationId("nobody-s");
    for (Object question : List.of(new FindServedList(nobodys), new ReproduceList(nobodys))) {
      assertThat(this.ask(question))
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> assertThat(refused.refusal().code()).isEqualTo("recommendation-unknown"));
    }
  }

  @Test
  void tooManyAtATimeAreRefused() {
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };
    assertThat(this.ask(new ReproduceList(aPersonalOne().recommendationId()), full))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("overloaded"));
  }
}
