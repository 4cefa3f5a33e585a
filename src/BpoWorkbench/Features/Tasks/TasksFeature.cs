using BpoWorkbench.Platform.Kinds;

namespace BpoWorkbench.Features.Tasks;

/// <summary>The kind Task: a row of a client's list to call, check or tell something.</summary>
public static class TasksFeature
{
    public const string Kind = "task";

    public static void AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new WorkKind(Kind, "task_alt", typeof(TasksTexts), typeof(TaskPanel)));
        foreach (var queue in TasksDemonstration.Queues)
        {
            builder.Services.AddSingleton(queue);
        }
    }
}

/// <summary>The words of tasks.</summary>
public sealed class TasksTexts;
