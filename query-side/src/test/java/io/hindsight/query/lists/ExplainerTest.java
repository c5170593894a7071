package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.query.support.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
  @ParameterizedTest
  @CsvSource({
    "5, because you rated Title of seen highly",
    "4, because you rated Title of seen highly",
    "3.5, because you rated Title of seen",
    "3, because you rated Title of seen"
  })
  void aMiddlingRatingIsNotCalledHigh(float value, String text) {
    Shop shop = new Shop().list("seen").list("near").alike("seen", "near", 0.5);
    shop.did(InteractionType.RATING, "seen", value);

    assertThat(firstReason(shop, Shop.personal(1, 0, ListFilter.NONE))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, popular overall", "1, popular in the last day", "7, popular in the last 7 days"})
  void popularitySaysOfWhichTime(int days, String text) {
    Shop shop = new Shop().list("hot").popular("hot", 8);
    ListRequest all = Shop.request(ListKind.POPULAR, null, 1, ListFilter.NONE);
    ListRequest request =
        new ListRequest(
            all.kind(),
            all.subjectId(),
            all.itemId(),
            all.placement(),
            all.n(),
            all.diversity(),
            days,
            all.filter());

    assertThat(firstReason(shop, request)).isEqualTo(text);
  }

  @Test
  void whatTheModelGivesToEverybodyIsSaidToBePopular() {
    Shop shop = new Shop().list("seen").list("near").list("hot");
    shop.alike("seen", "near", 0.5).forEverybody("hot", 9).forEverybody("near", 1);
    shop.did(InteractionType.LIKE, "seen", 1);
    ListRequest request = Shop.personal(2, 0, ListFilter.NONE);
    ListInputs inputs = shop.inputs(shop.ann());

    assertThat(
            Explainer.explain(
                inputs, request, new ListComputer().compute(inputs, request, 1, Shop.NOW)))
        .extracting(item -> item.itemId() + ": " + item.reasons().getFirst().text())
        .containsExactly("hot: popular with everybody", "near: because you liked Title of seen");
  }

  private static String firstReason(Shop shop, ListRequest request) {
    ListInputs inputs = shop.inputs(request.subjectId() == null ? null : shop.ann());
    RankedList list = new ListComputer().compute(inputs, request, 1, Shop.NOW);
    return Explainer.explain(inputs, request, list).getFirst().reasons().getFirst().text();
  }
}
