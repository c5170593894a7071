package io.hindsight.query.views;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.ItemRow;
import io.hindsight.readmodel.views.Views;

/** What the catalog says. */
public final class CatalogHandlers implements QuestionHandlers {
  private final ViewReader views;
  private final PositionGate gate;

  public CatalogHandlers(ViewReader views, PositionGate gate) {
    this.views = views;
    this.gate = gate;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindItem.class, this::findItem).on(FindItems.class, this::findItems);
  }

  Answer<ViewAnswer.Item> findItem(FindItem query) {
    return gate.answer(
        query,
        Views.ITEMS,
        seen ->
            views
                .get(Views.ITEMS, query.itemId().value())
                .<Answer<ViewAnswer.Item>>map(row -> new Answer.Found<>(item(row.value()), seen))
                .orElseGet(() -> unknown(query.itemId())));
  }

  Answer<ViewAnswer.Items> findItems(FindItems query) {
    return gate.answer(
        query,
        Views.ITEMS,
        seen ->
            Paging.read(
                views,
                new Paging.Wanted<>(
                    Views.ITEMS, ViewReader.BY_KEY, "", query.after(), query.limit()),
                page ->
                    new Answer.Found<>(
                        new ViewAnswer.Items(
                            page.rows().stream().map(row -> item(row.value())).toList(),
                            page.next()),
                        seen)));
  }

  private static ViewAnswer.Item item(ItemRow row) {
    return new ViewAnswer.Item(row.itemId(), row.details(), row.listed());
  }

  static <T> Answer<T> unknown(ItemId item) {
    return Answer.refused(
        "item-unknown",
        "There is no item " + item + ".",
        "List it with POST /v1/items, or check the id.");
  }
}
