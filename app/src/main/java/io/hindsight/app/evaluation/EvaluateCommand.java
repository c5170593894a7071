package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Progress;
import io.hindsight.app.importing.ProgressBars;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.metrics.ItemGroups;
import io.hindsight.scoring.evaluation.metrics.RerankSpec;
import io.hindsight.scoring.evaluation.metrics.RerankSpec.Kind;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.evaluation.report.Evaluation;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.evaluation.report.NotRepeatable;
import io.hindsight.scoring.evaluation.report.Refused;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight evaluate}: needs no server. */
@Command(
    name = "evaluate",
    description = "Measure how well models recommend, on logged interactions.",
    footer = {
      "",
      "For example:",
      "  ./hindsight evaluate --data ml-latest-small.zip --format movielens \\",
      "    --protocol leave-last-out --models item-knn,item-knn:neighbours=200:shrinkage=0",
      "  ./hindsight evaluate --train train.csv --test test.csv --models item-knn --k 20",
      "",
      "Needs no server. What each protocol and metric means: docs/evaluation.md."
    },
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ProtocolOptions protocols = new ProtocolOptions();
  @Mixin private SearchOptions searching = new SearchOptions();

  @Option(
      names = "--models",
      paramLabel = "MODELS",
      description =
          "name:setting=value:…,name,… such as item-knn:neighbours=100 (default: item-knn). With"
              + " --search, a value may be a range 0.001..0.1 or a choice 16|32|64.")
  private String models = "item-knn";

  @Option(
      names = "--rerank",
      paramLabel = "GOAL=WEIGHT[+...],...",
      description =
          "Measure each model's lists also with mmr, calibration, debias, novelty, freshness or"
              + " margin, such as mmr=0.3: what one gains and what it costs stand side by side."
              + " Several at once: novelty=0.3+margin=0.2, where relevance weighs the remaining"
              + " 0.5. A choice novelty=0.1|0.2|0.3 is a setting each.")
  private String reranks = "";

  @Option(
      names = "--margins",
      paramLabel = "FILE",
      description =
          "What is earned with each item: csv of item_id,margin or item_id,price,cost. Adds what"
              + " lists earn to the report, and margin to --rerank.")
  private @Nullable Path margins;

  @Option(
      names = "--k",
      paramLabel = "N",
      split = ",",
      description = "Lengths of lists (default: 10,20).")
  private List<Integer> ks = List.of(10, 20);

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn (default: 1).")
  private long seed = 1;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one page.")
  private @Nullable Path html;

  @Option(
      names = "--repeat",
      description =
          "Train and measure all once more, on another number of threads, and fail unless each bit"
              + " is the same.")
  private boolean repeat;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return evaluate();
    } catch (IOException e) {
      throw Outputs.failed(e);
    } catch (UnfitData e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e.remedy(), e);
    } catch (NotRepeatable e) {
      throw new CommandFailed(
          String.valueOf(e.getMessage()), "report it with the command and the data set", e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), "", e);
    }
  }

  private int evaluate() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    // Whatever is wrong with the command line is told before a long reading.
    AlgorithmRegistry registry = AlgorithmRegistry.standard();
    List<ModelSpec> specs = ModelSpec.parseAll(models);
    searching.require(specs, registry);
    Protocol protocol = protocols.protocol(data.parts() != null, data.negatives() != null);
    requireLengths();
    threads.require();
    requireRerankable(RerankSpec.parseAll(reranks), protocol);
    Outputs.requireWritable(json);
    Outputs.requireWritable(html);
    LoadedData loaded = new DataLoader(data, margins).load();
    TerminalReport terminal = new TerminalReport(out, TerminalWidth.columns());
    terminal.begin(loaded, protocol);
    Evaluation.Settings settings = settings(protocol, loaded);
    Splitter splitter = new Splitter(loaded.interactions(), protocol, seed, loaded.negatives());
    requireTimes(splitter);
    ProgressWatcher watcher = watcher();
    List<SearchOutcome> found = searching.run(specs, registry, splitter, settings, watcher);
    found.forEach(terminal::found);
    EvaluationReport report =
        new Evaluation(registry, settings, System::nanoTime, watcher)
            .run(splitter, searching.chosen(specs, found));
    terminal.show(report, repeat);
    if (json != null) {
      Files.writeString(json, JsonReport.of(loaded, found, report).toPrettyString() + "\n");
      out.println("JSON: " + json);
    }
    if (html != null) {
      Files.writeString(html, new HtmlReport(loaded, found, report).page());
      out.println("HTML: " + html);
    }
    out.flush();
    if (!report.refused().isEmpty()) {
      throw new CommandFailed(
          "not measured: "
              + report.refused().stream().map(Refused::label).collect(Collectors.joining(", "))
              + "; the others were",
          "see the reasons above; a larger heap comes by HINDSIGHT_JAVA_OPTS=-Xmx…");
    }
    return 0;
  }

  private Evaluation.Settings settings(Protocol protocol, LoadedData loaded) {
    return new Evaluation.Settings(
        protocol,
        seed,
        threads.count(),
        ks,
        loaded.categories().isEmpty()
            ? null
            : split ->
                ItemGroups.named("categories", split.training().items(), loaded.categories()),
        loaded.marketplaces(),
        loaded.margins(),
        RerankSpec.parseAll(reranks),
        repeat);
  }

  private void requireLengths() {
    for (int k : ks) {
      if (k < 1 || k > 10_000) {
        throw new CommandFailed("--k " + k + " is no length of a list", "give 1 to 10000");
      }
    }
  }

  private void requireRerankable(List<RerankSpec> specs, Protocol protocol) {
    if (!specs.isEmpty() && protocol.sampled()) {
      throw new CommandFailed(
          "the protocol " + protocol.name() + " ranks sampled items: there are no lists to re-rank",
          "leave --rerank out, or take another protocol");
    }
    if (margins == null
        && specs.stream().anyMatch(one -> one.strengths().containsKey(Kind.MARGIN))) {
      throw new CommandFailed(
          "what is earned with an item is not known",
          "give --margins FILE, or leave margin out of --rerank");
    }
  }

  private void requireTimes(Splitter splitter) {
    boolean wanted =
        RerankSpec.parseAll(reranks).stream()
            .anyMatch(one -> one.strengths().containsKey(Kind.FRESHNESS));
    if (wanted && !splitter.timed()) {
      throw new CommandFailed(
          "what is fresh cannot be told: not every interaction has a time",
          "leave freshness out of --rerank, or give a timestamp");
    }
  }

  private static ProgressWatcher watcher() {
    Console console = System.console();
    Progress.Factory bars = ProgressBars.to(System.err, console != null && console.isTerminal());
    return new ProgressWatcher(bars);
  }
}
