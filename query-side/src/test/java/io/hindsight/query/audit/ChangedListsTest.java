package io.hindsight.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.queries.AuditAnswer.Moved;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditAnswer.Step;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.RecommendedList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lists as they would have been, and as they became. */
class ChangedListsTest extends AuditedShop {
  @Test
  void withoutWhatAPersonDidItsItemsStandElsewhere() {
    int moved = 0;
    int gone = 0;
    for (RecommendedList list : served) {
      if (list.basis().person() == null || list.items().isEmpty()) {
        continue;
      }
      ItemId last = list.items().getLast().itemId(); // re-ranking may have fetched it from far down
      assertThat(this.ask(new FindCounterfactuals(list.recommendationId(), last)))
          .isInstanceOf(Answer.Found.class);
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
          case Answer.Past<Difference> past -> throw new AssertionError("nobody asked asOf");
          case Answer.NotYet<Difference> notYet -> throw new AssertionError("nothing is awaited");
        }
      }
    }
    assertThat(compared).isEqualTo(150);
    assertThat(seen.keySet()).as("what moved items: %s", seen).hasSizeGreaterThan(3);
    assertThat(seen.values()).allMatch(moved -> moved > 0);
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
    if (Objects.equals(earlier.basis().model(), later.basis().model())) {
      assertThat(told.causes()).doesNotContainKey("model");
    }
    if (earlier.basis().epoch().equals(later.basis().epoch())) {
      assertThat(told.causes()).doesNotContainKey("activity");
    }
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
}
