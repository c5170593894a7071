package io.hindsight.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.Candidate;
import io.hindsight.contracts.queries.AuditAnswer.Outcome;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AuditHandlersTest extends AuditedShop {
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
  void aListOfALaterVersionIsUnavailable() {
    RecommendedList list = aPersonalOne();
    Receipt receipt = this.<ServedList>found(new FindServedList(list.recommendationId())).receipt();
    Basis basis = receipt.basis();
    Basis later =
        new Basis(
            basis.model(),
            basis.epoch(),
            basis.catalog(),
            basis.person(),
            basis.placementRevision(),
            basis.seed(),
            basis.halfLifeHours(),
            99,
            basis.now());
    RecommendationId id =
        log.keep(
                new Receipt(receipt.recommendationId(), receipt.request(), later, receipt.items())
                    .list(),
                null)
            .join();
    assertThat(this.<Reproduced>found(new ReproduceList(id)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class, gone -> assertThat(gone.why()).contains("rules 99"));
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
