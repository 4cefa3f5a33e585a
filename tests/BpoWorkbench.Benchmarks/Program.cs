Console.WriteLine("verbs");
