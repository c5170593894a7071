package io.hindsight.benchmarks.nearest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/** Lucene's graph of near vectors, with its usual settings, merged into one. */
final class Hnsw implements AutoCloseable {
  private static final String VECTOR = "vector";
  private static final String ITEM = "item";
  private static final double BUFFER_MIB = 512;

  private final FSDirectory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  Hnsw(Path folder, float[] items) throws IOException {
    directory = FSDirectory.open(folder);
    IndexWriterConfig config = new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MIB);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int from = 0; from < items.length; from += Vectors.WIDTH) {
        Document item = new Document();
        item.add(
            new KnnFloatVectorField(
                VECTOR,
                Arrays.copyOfRange(items, from, from + Vectors.WIDTH),
                VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT));
        item.add(new StoredField(ITEM, from / Vectors.WIDTH));
        writer.addDocument(item);
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  /**
   * The ten best that are found.
   *
   * @param looked how many of the best are kept while looking: the more, the more are right
   */
  int[] best(float[] person, int looked) throws IOException {
    ScoreDoc[] found =
        searcher.search(new KnnFloatVectorQuery(VECTOR, person, looked), 10).scoreDocs;
    StoredFields fields = searcher.storedFields();
    int[] items = new int[found.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = fields.document(found[i].doc).getField(ITEM).numericValue().intValue();
    }
    return items;
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
