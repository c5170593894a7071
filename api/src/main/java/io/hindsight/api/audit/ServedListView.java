package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.api.audit.AccountView.Considered;
import io.hindsight.api.audit.AccountView.PersonThen;
import io.hindsight.api.audit.AccountView.PlacementThen;
import io.hindsight.api.models.ModelView;
import io.hindsight.contracts.queries.AuditAnswer.Account;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that was served, and how it came about.
 *
 * @param position of its receipt in the log
 * @param servedAt the time that availability and age were judged by
 * @param recordedAt when the receipt was stored
 * @param traceId of the request
 * @param request as it was asked, defaults filled in
 * @param basis the states that it was made of
 * @param items as the receipt has them; titles and reasons where the same item comes out again
 * @param model with its provenance
 * @param experiment null where none took part
 * @param variant null where no experiment took part
 * @param account whole, erased or unavailable: whether the following could be told
 * @param placement the settings in force then
 * @param person who asked, as the log knew them then
 * @param candidates by score: the items, what came next, and what a rule kept out
 * @param rules how many items of the catalog each rule kept out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServedListView(
    String recommendationId,
    long position,
    Instant servedAt,
    Instant recordedAt,
    @Nullable String traceId,
    Asked request,
    MadeOf basis,
    List<Item> items,
    @Nullable ModelView model,
    @JsonInclude @Nullable String experiment,
    @JsonInclude @Nullable String variant,
    String account,
    @Nullable String why,
    @Nullable String remedy,
    @Nullable PlacementThen placement,
    @Nullable PersonThen person,
    @Nullable List<Considered> candidates,
    @Nullable Map<String, Integer> rules,
    @Nullable CostView cost) {

  /** A request for a list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Asked(
      String kind,
      @Nullable String subjectId,
      @Nullable String itemId,
      String placement,
      int n,
      double diversity,
      int windowDays,
      List<String> categories,
      Map<String, List<String>> attributes,
      List<String> exclude,
      @Nullable String marketplaceId,
      @Nullable BigDecimal minPrice,
      @Nullable BigDecimal maxPrice,
      boolean includeConsumed) {
    static Asked of(ListRequest request) {
      ListFilter filter = request.filter();
      return new Asked(
          request.kind().wireName(),
          request.subjectId() == null ? null : request.subjectId().value(),
          request.itemId() == null ? null : request.itemId().value(),
          request.placement().value(),
          request.n(),
          request.diversity(),
          request.windowDays(),
          filter.categories(),
          filter.attributes(),
          filter.exclude().stream().map(item -> item.value()).toList(),
          filter.marketplaceId() == null ? null : filter.marketplaceId().value(),
          filter.minPrice(),
          filter.maxPrice(),
          filter.includeConsumed());
    }
  }

  /**
   * Positions of the log.
   *
   * @param model content hash of the model's artifact
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MadeOf(
      @Nullable String model,
      long epoch,
      long catalog,
      @Nullable Long person,
      int placementRevision,
      int halfLifeHours,
      int rules,
      long seed) {
    static MadeOf of(Basis basis) {
      return new MadeOf(
          basis.model(),
          basis.epoch().value(),
          basis.catalog().value(),
          basis.person() == null ? null : basis.person().value(),
          basis.placementRevision(),
          basis.halfLife(),
          basis.rules() == null ? Basis.FIRST_RULES : basis.rules(),
          basis.seed());
    }
  }

  /**
   * An item as served.
   *
   * @param rank from 1
   * @param reasons in words, strongest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String itemId,
      int rank,
      float score,
      @Nullable String title,
      @Nullable List<String> reasons) {

    static List<Item> of(ServedItems served, List<RecommendedItem> again) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < served.ids().size(); i++) {
        RecommendedItem same =
            i < again.size() && again.get(i).itemId().equals(served.ids().get(i))
                ? again.get(i)
                : null;
        items.add(
            new Item(
                served.ids().get(i).value(),
                i + 1,
                served.scores().get(i),
                same == null ? null : same.title(),
                same == null ? null : same.reasons().stream().map(Reason::text).toList()));
      }
      return items;
    }
  }

  static ServedListView of(ServedList list) {
    return switch (list.account()) {
      case Account.Whole whole -> of(list, "whole", null, null, whole);
      case Account.Erased() -> of(list, "erased", "The person was erased.", null, null);
      case Account.Unavailable(String why, String remedy) ->
          of(list, "unavailable", why, remedy, null);
    };
  }

  private static ServedListView of(
      ServedList list,
      String account,
      @Nullable String why,
      @Nullable String remedy,
      Account.@Nullable Whole whole) {
    var receipt = list.receipt();
    return new ServedListView(
        receipt.recommendationId().value(),
        list.position().value(),
        receipt.basis().now(),
        list.recordedAt(),
        list.traceId(),
        Asked.of(receipt.request()),
        MadeOf.of(receipt.basis()),
        Item.of(receipt.items(), whole == null ? List.of() : whole.items()),
        list.model() == null ? null : ModelView.of(list.model()),
        null,
        null,
        account,
        why,
        remedy,
        whole == null ? null : PlacementThen.of(whole.placement()),
        whole == null || whole.person() == null ? null : PersonThen.of(whole.person()),
        whole == null ? null : whole.candidates().stream().map(Considered::of).toList(),
        whole == null ? null : whole.rules(),
        whole == null ? null : CostView.of(whole.cost()));
  }
}
