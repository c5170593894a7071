package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.query.support.Shop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say they like leads their lists until a model knows better. */
class LikesTest {

  private static Shop shop() {
    Shop shop = new Shop().list("hot", "books").list("known", "books").list("unmet", "books");
    shop.list("tea-hot", "tea").list("tea-known", "ware", "tea").list("tea-unmet", "tea");
    shop.trending("hot", 9).trending("tea-hot", 0.5);
    return shop.popular("known", 900).popular("tea-known", 8).popular("tea-hot", 70);
  }

  @Test
  void newPersonsGetWhatTrendsThenWhatIsPopularAmongWhatTheyLikeThenAllTheRest() {
    assertThat(shop().likes("tea").forAnn(9))
        .containsExactly("tea-hot", "tea-known", "hot", "known", "tea-unmet", "unmet");
    assertThat(shop().forAnn(9))
        .containsExactly("hot", "tea-hot", "known", "tea-known", "tea-unmet", "unmet");
  }

  @Test
  void brandsCountAsCategoriesDo() {
    Shop shop = shop().list("pot", Shop.branded("Lumen", "ware")).popular("pot", 1);
    shop.likes(new Preferences(List.of("garden"), List.of("lumen")));

    assertThat(shop.forAnn(2)).containsExactly("pot", "hot");
    assertThat(reasons(shop, 1))
        .containsExactly(
            new Reason(
                "stated-preference", "because you said you like Lumen", null, null, "Lumen", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tea", "Tea", "TEA", "  tea\t"})
  void caseAndBlanksAtTheEndsMakeNoDifference(String said) {
    assertThat(shop().likes(said).forAnn(1)).containsExactly("tea-hot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"te", "teas", "t ea", "garden"})
  void whatTheCatalogDoesNotHaveChangesNothing(String said) {
    assertThat(shop().likes(said).forAnn(9)).isEqualTo(shop().forAnn(9));
  }

  @Test
  void reasonsNameWhatIsLikedAsTheCatalogSpellsIt() {
    assertThat(reasons(shop().list("x", "art", "Tea").trending("x", 99).likes("tea "), 2))
        .containsExactly(
            new Reason("stated-preference", "because you said you like Tea", null, "Tea", null, 1),
            new Reason("stated-preference", "because you said you like tea", null, "tea", null, 1));
  }

  @Test
  void theModelComesFirstAndWhatIsLikedBeforeWhatDeedsOnlyHintAt() {
    Shop shop = shop().alike("known", "near", 0.5).list("near", "garden").likes("tea");
    shop.list("seen", "art").list("art", "art").popular("art", 5_000);
    shop.did(InteractionType.CLICK, "known").did(InteractionType.CLICK, "seen");

    assertThat(shop.forAnn(4)).containsExactly("near", "tea-hot", "tea-known", "art");
  }

  @Test
  void filtersAndWhatIsDoneWithHoldAsEverywhere() {
    Shop shop = shop().likes("tea").did(InteractionType.DISMISS, "tea-hot");
    ListFilter ware = new ListFilter(List.of("ware"), Map.of(), List.of(), null, null, null, false);

    assertThat(shop.forAnn(9, ware)).containsExactly("tea-known");
    assertThat(shop.forAnn(1)).containsExactly("tea-known");
  }

  @Test
  void placementsThatAreTheSameForAllStayThat() {
    Shop shop = shop().likes("tea");
    shop.placement(new PlacementSettings("x", "popularity", 10, 0, Set.of()));
    List<String> popular = shop.forAnn(9);
    shop.placement(new PlacementSettings("x", "trending", 10, 0, Set.of()));

    assertThat(popular).startsWith("known", "tea-hot").endsWith("tea-unmet", "unmet");
    assertThat(shop.forAnn(9)).startsWith("hot", "tea-hot", "known");
  }

  @Test
  void whereNobodyDidAnythingYetTheNewestOfWhatIsLikedLead() {
    Shop shop = new Shop().list("a", "tea").list("b", "tea").list("c", "books").likes("tea");

    assertThat(shop.forAnn(9)).containsExactly("b", "a", "c");
  }

  @Test
  void aListNamesTheRulesThatItWasMadeByOnlyWhereSomebodySaysWhatTheyLike() {
    Shop shop = shop();
    assertThat(shop.inputs(shop.ann()).basis(1, Shop.NOW).rules()).isNull();
    shop.likes("garden");
    assertThat(shop.inputs(shop.ann()).basis(1, Shop.NOW).rules()).isEqualTo(2);
  }

  private static List<Reason> reasons(Shop shop, int n) {
    ListRequest request = Shop.personal(n, 0, ListFilter.NONE);
    ListInputs inputs = shop.inputs(shop.ann());
    RankedList list = new ListComputer().compute(inputs, request, 1, Shop.NOW);
    return Explainer.explain(inputs, request, list).stream()
        .flatMap(item -> item.reasons().stream())
        .toList();
  }
}
