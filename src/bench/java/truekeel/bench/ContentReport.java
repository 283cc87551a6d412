package truekeel.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The figures of apps, as the report shows them. */
final class ContentReport {
    private ContentReport() {}

    static String table(List<Republish> versions, double target) {
        StringBuilder page = new StringBuilder();
        page.append("\n## A new version of an app for every tenant, by one commit\n\n");
        page.append(
                "| tenants | requests | writes | per tenant | wall s | floor s | ratio | daemon CPU s |"
                        + " simulator CPU s | peak heap MiB | load | 429 |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        versions.forEach(version -> page.append(row(version)));
        Republish middle = versions.stream()
                .sorted(Comparator.comparingDouble(Republish::ratio))
                .toList()
                .get(versions.size() / 2);
        boolean throttled = versions.stream().anyMatch(version -> version.throttled() > 0);
        page.append(String.format(
                Locale.ROOT,
                "%nIn the middle %.2f of the floor; target %.2f and not one 429: %s. Published apps with their old id and"
                        + " new content: %d; surplus apps: %d. The tenant in the middle took %.2f s.%n%n",
                middle.ratio(),
                target,
                !throttled && middle.ratio() <= target ? "met" : "missed",
                middle.replaced(),
                middle.surplus(),
                seconds(middle.middle())));
        page.append("| request | times |\n|---|--:|\n");
        middle.sorts().forEach((sort, times) -> page.append(String.format(Locale.ROOT, "| %s | %d |%n", sort, times)));
        return page.toString();
    }

    private static String row(Republish version) {
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.1f | %.2f | %.2f | %.2f | %.1f | %.1f | %d | %.1f | %d |%n",
                RepublishRun.TENANTS,
                version.requests().size(),
                version.writes(),
                (double) version.requests().size() / RepublishRun.TENANTS,
                seconds(version.wall()),
                seconds(version.floor()),
                version.ratio(),
                seconds(version.daemonCpu()),
                seconds(version.cloudCpu()),
                version.heap().peak(),
                version.load(),
                version.throttled());
    }

    static String table(HeapLog.Use heap) {
        return String.format(
                Locale.ROOT,
                "%n## An app of %d MB, -Xmx256m%n%nFetched from a web server, compared with its digest, uploaded, imported and"
                        + " published. Peak heap: %d MiB in %d collections.%n",
                LargeAppRun.MEGABYTES,
                heap.peak(),
                heap.collections());
    }

    static void json(Republish republish, ObjectNode json) {
        json.put("tenants", RepublishRun.TENANTS)
                .put("requests", republish.requests().size())
                .put("writes", republish.writes())
                .put("wallSeconds", seconds(republish.wall()))
                .put("floorSeconds", seconds(republish.floor()))
                .put("ratio", republish.ratio())
                .put("daemonCpuSeconds", seconds(republish.daemonCpu()))
                .put("simulatorCpuSeconds", seconds(republish.cloudCpu()))
                .put("peakHeapMiB", republish.heap().peak())
                .put("load", republish.load())
                .put("replaced", republish.replaced())
                .put("surplus", republish.surplus())
                .put("throttled", republish.throttled());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
