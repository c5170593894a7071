package io.hindsight.api.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.serving.ListFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a list; what is answered is told by {@link ListsHttpTest}. */
class ListParametersHttpTest extends HttpTest {
  @BeforeEach
  void answerNothing() {
    Answer<?> refused = Answer.refused("item-unknown", "none", "list it");
    stub.when(FindRecommendations.class, q -> refused);
    stub.when(FindSimilarItems.class, q -> refused);
    stub.when(FindPopular.class, q -> refused);
    stub.when(FindTrending.class, q -> refused);
  }

  @Test
  void withoutParametersNothingIsAssumed() {
    get("/v1/users/u1/recommendations");

    assertThat(stub.only(FindRecommendations.class))
        .isEqualTo(
            new FindRecommendations(new UserId("u1"), null, null, null, ListFilter.NONE, null));
  }

  @Test
  void everyParameterArrives() {
    get(
        "/v1/users/u1/recommendations?placement=home&n=20&diversity=0.5&category=Toys,%20Games"
            + "&category=Books&attr=colour:red&attr=colour:blue&attr=size:a:b&exclude=i1,i2"
            + "&exclude=i3&minPrice=1.5&maxPrice=10&marketplaceId=at&includeConsumed=true");

    assertThat(stub.only(FindRecommendations.class))
        .isEqualTo(
            new FindRecommendations(
                new UserId("u1"),
                new PlacementId("home"),
                20,
                0.5,
                new ListFilter(
                    List.of("Toys, Games", "Books"),
                    Map.of("colour", List.of("red", "blue"), "size", List.of("a:b")),
                    List.of(new ItemId("i1"), new ItemId("i2"), new ItemId("i3")),
                    new MarketplaceId("at"),
                    new BigDecimal("1.5"),
                    new BigDecimal("10"),
                    true),
                null));
  }

  @Test
  void aSingleValueWithACommaIsOneCategory() {
    get("/v1/trending?category=Toys,%20Games");

    assertThat(stub.only(FindTrending.class).filter().categories()).containsExactly("Toys, Games");
  }

  @Test
  void theOtherListsTakeTheirParameters() {
    get("/v1/items/i9/similar?n=5&placement=product");
    get("/v1/popular?window=7d");
    get("/v1/popular");
    get("/v1/trending?n=1&maxPrice=3");

    assertThat(stub.only(FindSimilarItems.class))
        .isEqualTo(
            new FindSimilarItems(
                new ItemId("i9"), new PlacementId("product"), 5, ListFilter.NONE, null));
    assertThat(stub.received(FindPopular.class))
        .extracting(FindPopular::windowDays)
        .containsExactly(7, 0);
    assertThat(stub.only(FindTrending.class).n()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "n=0,parameter-out-of-range",
    "n=101,parameter-out-of-range",
    "n=ten,parameter-invalid",
    "placement=%20,id-invalid",
    "category=,parameter-invalid",
    "category=%00,parameter-invalid",
    "attr=colour,parameter-invalid",
    "attr=:red,parameter-invalid",
    "attr=colour:,parameter-invalid",
    "minPrice=cheap,parameter-invalid",
    "minPrice=-1,parameter-out-of-range",
    "maxPrice=1e999999999,parameter-out-of-range",
    "minPrice=2&maxPrice=1,parameter-out-of-range",
    "exclude=%07,id-invalid",
    "marketplaceId=%20,id-invalid",
  })
  void badParametersAreProblemsOfEveryList(String query, String code) {
    for (String path :
        List.of(
            "/v1/users/u/recommendations", "/v1/items/i/similar", "/v1/popular", "/v1/trending")) {
      assertThat(get(path + "?" + query).problem(400, code).path("field").asString())
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(stub.received(Object.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"diversity=-0.1", "diversity=1.01", "diversity=NaN", "includeConsumed=maybe"})
  void personalParametersAreChecked(String query) {
    get("/v1/users/u/recommendations?" + query).refused();
  }

  @Test
  void aMistypedParameterDoesNotFilterNothingInSilence() {
    assertThat(
            get("/v1/trending?catgory=x")
                .problem(400, "parameter-unknown")
                .path("remedy")
                .asString())
        .contains("category, exclude");
    get("/v1/models?x=1").problem(400, "parameter-unknown");
  }

  @Test
  void aWindowIsOneOfFour() {
    get("/v1/popular?window=2d").problem(400, "parameter-out-of-range");
  }

  @Test
  void atMostAThousandItemsAreExcluded() {
    String ids = IntStream.range(0, 1_001).mapToObj(i -> "i" + i).collect(Collectors.joining(","));

    get("/v1/trending?exclude=" + ids).problem(400, "parameter-out-of-range");
  }
}
