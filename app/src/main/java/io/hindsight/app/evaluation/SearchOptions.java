package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.evaluation.report.Evaluation;
import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.evaluation.report.Watcher;
import io.hindsight.scoring.evaluation.search.Journal;
import io.hindsight.scoring.evaluation.search.Search;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.evaluation.search.SearchPlan;
import io.hindsight.scoring.evaluation.search.SearchSpace;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How settings that were left open are found. */
final class SearchOptions {
  @Option(
      names = "--search",
      paramLabel = "random|halving",
      description =
          "Find settings that --models leaves open, by NDCG at the first --k on a validation part"
              + " of the training part. halving: all candidates on few users, then the best third"
              + " on three times as many, and so on.")
  private @Nullable String strategy;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Candidates drawn for each such model (default: 20).")
  private int trials = 20;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Where trials are kept, so that a search that was broken off goes on.")
  private @Nullable Path state;

  /** Tells what is wrong with the models before anything is read. */
  void require(List<ModelSpec> specs, AlgorithmRegistry registry) {
    if (strategy != null && !strategy.equals("random") && !strategy.equals("halving")) {
      throw new CommandFailed("there is no search " + strategy, "there are random and halving");
    }
    boolean anything = false;
    for (ModelSpec spec : specs) {
      boolean open = SearchSpace.isOne(spec);
      anything |= open;
      if (open && strategy == null) {
        throw new CommandFailed(
            spec.text() + " leaves settings open", "add --search random or --search halving");
      }
      if (open) {
        new SearchSpace(spec, registry);
        registry.get(spec.algorithm());
      } else {
        registry.get(spec.algorithm()).settings(spec.settings());
      }
    }
    if (strategy != null && !anything) {
      throw new CommandFailed(
          "--search has nothing to find",
          "leave a setting open in --models, such as item-knn:neighbours=20..200");
    }
  }

  List<SearchOutcome> run(
      List<ModelSpec> specs,
      AlgorithmRegistry registry,
      Splitter splitter,
      Evaluation.Settings settings,
      Watcher watcher)
      throws IOException {
    if (strategy == null) {
      return List.of();
    }
    Search search =
        new Search(
            registry,
            splitter.trainingPart(0),
            settings.protocol(),
            new SearchPlan(strategy.equals("halving"), trials),
            settings.ks().getFirst(),
            settings.seed(),
            settings.threads());
    Journal journal = state == null ? Journal.inMemory() : Journal.at(state);
    List<SearchOutcome> found = new ArrayList<>();
    for (ModelSpec spec : specs) {
      if (SearchSpace.isOne(spec)) {
        found.add(search.run(new SearchSpace(spec, registry), journal, watcher));
      }
    }
    return found;
  }

  /** The models with what was found in the place of what was open. */
  List<ModelSpec> chosen(List<ModelSpec> specs, List<SearchOutcome> found) {
    Iterator<SearchOutcome> outcomes = found.iterator();
    return specs.stream()
        .map(spec -> SearchSpace.isOne(spec) ? outcomes.next().best().spec() : spec)
        .toList();
  }
}
