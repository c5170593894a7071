package io.hindsight.app.importing;

import io.hindsight.app.importing.RetailFile.Entry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What has to be known of the whole file before any of it is sent: the articles, and which purchase
 * each cancellation takes back.
 */
final class RetailSurvey {
  private final Map<String, Article> articles = new TreeMap<>();
  private final Map<String, Deque<RetailLine>> open = new HashMap<>();
  private final List<Row> retractions = new ArrayList<>();
  private long others;

  private static final class Article {
    private final Map<String, Integer> descriptions = new TreeMap<>();
    private @Nullable BigDecimal price;
  }

  static RetailSurvey of(Path file) throws IOException {
    RetailSurvey survey = new RetailSurvey();
    try (RetailFile lines = new RetailFile(file)) {
      for (Entry entry = lines.next(); entry != null; entry = lines.next()) {
        if (entry instanceof RetailLine read && RetailLine.isArticle(read.article())) {
          survey.add(read);
        }
        if (!(entry instanceof RetailLine read && read.isCancellation())) {
          survey.others++;
        }
      }
    }
    survey.open.clear();
    return survey;
  }

  private void add(RetailLine line) {
    if (line.quantity() > 0 && !line.isCancellation()) {
      Article article = articles.computeIfAbsent(line.article(), code -> new Article());
      if (!line.description().isEmpty()) {
        article.descriptions.merge(line.description(), 1, Integer::sum);
      }
      if (line.unitPrice().signum() > 0) {
        article.price = line.unitPrice();
      }
      if (line.customer() != null) {
        open.computeIfAbsent(line.sale(), sale -> new ArrayDeque<>()).push(line);
      }
    } else if (line.isCancellation() && line.customer() != null) {
      retractions.add(retraction(line));
    }
  }

  /** The newest purchase of as many that is not taken back yet. */
  private Row retraction(RetailLine cancellation) {
    Deque<RetailLine> purchases = open.getOrDefault(cancellation.sale(), new ArrayDeque<>());
    if (purchases.isEmpty() || purchases.peek().at().isAfter(cancellation.at())) {
      return new Row.Bad(
          cancellation.line(),
          "purchase-unknown",
          "cancels a purchase of which there is none of as many before it");
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("interactionId", purchases.pop().interactionId());
    return new Row.Ready(cancellation.line(), record);
  }

  /** How many lines cancel nothing, those that cannot be read included. */
  long others() {
    return others;
  }

  List<Row> retractions() {
    return retractions;
  }

  /** The catalog: an article is called what it is called most often, and costs what it did last. */
  List<Row> items() {
    List<Row> items = new ArrayList<>();
    articles.forEach(
        (code, article) -> {
          ObjectNode item = JsonNodeFactory.instance.objectNode();
          item.put("itemId", code);
          item.put("title", title(code, article));
          if (article.price != null) {
            item.put("price", article.price).put("currency", "GBP");
          }
          items.add(new Row.Ready(items.size() + 1L, item));
        });
    return items;
  }

  private static String title(String code, Article article) {
    return article.descriptions.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(code);
  }
}
