package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.protocol.Whole;
import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.export.ModelExport;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.BufferedWriter;
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

/** {@code hindsight export-model}: needs no server. */
@Command(
    name = "export-model",
    description = "Train a model on logged interactions and write what it holds as csv.",
    footer = {
      "",
      "For example:",
      "  ./hindsight export-model --data ratings.csv --model als:factors=64 --factors factors.csv"
          + " \\",
      "    --similar similar.csv --lists lists.csv --n 20",
      "",
      "Needs no server."
    },
    sortOptions = false)
public final class ModelExportCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "name:setting=value:… (default: item-knn).")
  private String model = "item-knn";

  @Option(
      names = "--factors",
      paramLabel = "FILE",
      description = "A vector for each item: item_id,f1,f2,… (als, bpr, gf-cf).")
  private @Nullable Path factors;

  @Option(
      names = "--similar",
      paramLabel = "FILE",
      description = "The items most alike to each: item_id,similar_id,rank,similarity.")
  private @Nullable Path similar;

  @Option(
      names = "--lists",
      paramLabel = "FILE",
      description = "The best new items of each user: user_id,item_id,rank,score.")
  private @Nullable Path lists;

  @Option(
      names = "--n",
      paramLabel = "N",
      description = "How many of each item or user (default: 10).")
  private int n = 10;

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn (default: 1).")
  private long seed = 1;

  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What is written to one file. */
  @FunctionalInterface
  private interface Content {
    void writeTo(Appendable out) throws IOException;
  }

  @Override
  public Integer call() {
    try {
      export();
      return 0;
    } catch (IOException e) {
      throw Outputs.failed(e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), "", e);
    }
  }

  private void export() throws IOException {
    if (factors == null && similar == null && lists == null) {
      throw new CommandFailed(
          "there is nothing to write", "give --factors FILE, --similar FILE or --lists FILE");
    }
    Outputs.requireWritable(factors);
    Outputs.requireWritable(similar);
    Outputs.requireWritable(lists);
    threads.require();
    if (n < 1 || n > 10_000) {
      throw new CommandFailed("--n " + n + " is no length of a list", "give 1 to 10000");
    }
    List<ModelSpec> specs = ModelSpec.parseAll(model);
    if (specs.size() != 1) {
      throw new CommandFailed("--model names " + specs.size() + " models", "name one");
    }
    AlgorithmRegistry registry = AlgorithmRegistry.standard();
    Algorithm algorithm = registry.get(specs.getFirst().algorithm());
    var settings = algorithm.settings(specs.getFirst().settings());
    if (factors != null && !algorithm.factorizes()) {
      throw new CommandFailed(
          algorithm.name() + " has no factors",
          "leave --factors out, or take "
              + registry.names().stream()
                  .filter(name -> registry.get(name).factorizes())
                  .collect(Collectors.joining(", "))
              + "; all have --similar and --lists");
    }
    LoadedData loaded = new DataLoader(data).load();
    Interactions interactions = loaded.interactions();
    TrainingData training = Whole.training(interactions);
    ItemModel trained = algorithm.train(training, settings, seed, threads.count());
    ModelExport export = new ModelExport(trained);
    write(factors, export::factors);
    write(similar, out -> export.similarities(n, out));
    write(lists, out -> lists(interactions, export, out));
  }

  private void lists(Interactions interactions, ModelExport export, Appendable out)
      throws IOException {
    ModelExport.listsHeader(out);
    for (int user = 0; user < interactions.users(); user++) {
      export.list(interactions.user(user), Whole.history(interactions, user), n, out);
    }
  }

  private void write(@Nullable Path file, Content content) throws IOException {
    if (file != null) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        content.writeTo(out);
      }
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println("csv: " + file);
      terminal.flush();
    }
  }
}
